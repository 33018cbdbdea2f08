/*---
description: All turns of a for loop with var share one binding, which outlives the loop
esid: sec-for-statement
---*/

var readers = [];
for (var i = 0; i < 3; i += 1) readers.push(function () { return i; });
assert.compareArray(readers.map(function (read) { return read(); }), [3, 3, 3]);
assert.sameValue(i, 3);
