/*---
description: Every error type has its own prototype, name and optional message and cause
esid: sec-error-objects
includes: [propertyHelper.js]
---*/

[Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].forEach(function (Type) {
  var error = Type('why', { cause: 'because' });
  assert.sameValue(Object.getPrototypeOf(error), Type.prototype);
  assert(error instanceof Error);
  verifyProperty(error, 'message', { value: 'why', writable: true, enumerable: false, configurable: true });
  verifyProperty(error, 'cause', { value: 'because', writable: true, enumerable: false, configurable: true });
  assert.sameValue(Type.prototype.name, Type.name);
  assert.sameValue(Type.prototype.message, '');
  assert.sameValue(Object.hasOwn(new Type(), 'message'), false);
  assert.sameValue(Object.hasOwn(new Type('', {}), 'cause'), false);
  assert.sameValue(Type.length, 1);
});
assert.sameValue(Object.getPrototypeOf(RangeError), Error);
