/*---
description: fromEntries, entries, groupBy, hasOwn and is
esid: sec-object.fromentries
---*/

var object = Object.fromEntries([['a', 1], ['b', 2], ['a', 3]]);
assert.compareArray(Object.entries(object).map(String), ['a,3', 'b,2']);
assert.throws(TypeError, function () { Object.fromEntries([1]); });
assert(Object.hasOwn(object, 'a'));
assert.sameValue(Object.hasOwn(object, 'toString'), false);
assert.throws(TypeError, function () { Object.hasOwn(null, 'a'); });
assert(Object.is(NaN, NaN));
assert.sameValue(Object.is(0, -0), false);
var groups = Object.groupBy([1, 2, 3], n => n % 2 ? 'odd' : 'even');
assert.sameValue(Object.getPrototypeOf(groups), null);
assert.compareArray(groups.odd, [1, 3]);
assert.compareArray(groups.even, [2]);
