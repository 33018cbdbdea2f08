/*---
description: The length of an array follows its elements and cuts them off
esid: sec-array-exotic-objects
---*/

var list = [1, 2, 3];
list[5] = 6;
assert.sameValue(list.length, 6);
list.length = 2;
assert.compareArray(list, [1, 2]);
assert.sameValue(3 in list, false);
assert.throws(RangeError, function () { list.length = -1; });
assert.throws(RangeError, function () { new Array(1.5); });
assert.sameValue(new Array(3).length, 3);
assert.compareArray(new Array('3'), ['3']);
assert.compareArray(Array.of(3), [3]);
list[4294967295] = 'beyond';
assert.sameValue(list.length, 2);
var fixed = Object.defineProperty([1, 2, 3], 1, { configurable: false });
assert.sameValue(Reflect.set(fixed, 'length', 0), false);
assert.sameValue(fixed.length, 2, 'it stops at what cannot be deleted');
