/*---
description: Array literals have holes, spread and a length that counts trailing commas but one
esid: sec-array-initializer
---*/

assert.sameValue([].length, 0);
assert.sameValue([1, ].length, 1);
assert.sameValue([, ].length, 1);
assert.sameValue([1, , 3].length, 3);
assert.sameValue(1 in [1, , 3], false);
assert.compareArray([0, ...[1, 2], ...'ab', ...(function* () { yield 3; })()], [0, 1, 2, 'a', 'b', 3]);
assert.sameValue([...[, 1]].hasOwnProperty(0), true, 'spread fills holes');
assert.throws(TypeError, function () { [...{}]; });
assert.throws(TypeError, function () { [...null]; });
