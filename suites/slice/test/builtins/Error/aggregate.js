/*---
description: An AggregateError holds a list of errors from any iterable
esid: sec-aggregate-error
---*/

var error = new AggregateError(['a', 'b'].values(), 'why', { cause: 1 });
assert.compareArray(error.errors, ['a', 'b']);
assert.sameValue(error.message, 'why');
assert.sameValue(error.cause, 1);
assert.sameValue(AggregateError.length, 2);
assert.sameValue(Object.getPrototypeOf(AggregateError), Error);
assert.throws(TypeError, function () { new AggregateError(1); });
