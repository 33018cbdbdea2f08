/*---
description: The target of for-of may be a property, a pattern with defaults or a declaration
esid: sec-for-in-and-for-of-statements
---*/

var box = {};
for (box.value of [1, 2]);
assert.sameValue(box.value, 2);
var a, b;
for ({ a, b = 7 } of [{ a: 1 }, { a: 2, b: undefined }]);
assert.sameValue(a, 2);
assert.sameValue(b, 7);
var sums = [];
for (const [x, ...rest] of [[1, 2, 3], [4]]) sums.push(x + rest.length);
assert.compareArray(sums, [3, 4]);
var readers = [];
for (let i of [1, 2, 3]) readers.push(() => i);
assert.compareArray(readers.map(read => read()), [1, 2, 3]);
