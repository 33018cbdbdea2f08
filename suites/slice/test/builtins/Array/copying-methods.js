/*---
description: with, toSorted, toReversed and toSpliced leave the original alone
esid: sec-array.prototype.tosorted
---*/

var list = [3, , 1];
assert.compareArray(list.toSorted(), [1, 3, undefined]);
assert.compareArray(list.toReversed(), [1, undefined, 3]);
assert(Object.hasOwn(list.toReversed(), 1), 'holes are filled');
assert.compareArray(list.toSpliced(0, 1, 'a', 'b'), ['a', 'b', undefined, 1]);
assert.compareArray(list.with(-1, 'z'), [3, undefined, 'z']);
assert.throws(RangeError, function () { list.with(3, 0); });
assert.sameValue(1 in list, false);
assert.sameValue(list[0], 3);
