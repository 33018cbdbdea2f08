/*---
description: The target of for-in may be a property, a pattern or a declaration
esid: sec-for-in-and-for-of-statements
---*/

var box = {};
for (box.key in { one: 1 });
assert.sameValue(box.key, 'one');
var first, second;
for ([first, second] in { xy: 1 });
assert.sameValue(first, 'x');
assert.sameValue(second, 'y');
for (const { length } in { four: 1 }) assert.sameValue(length, 4);
var readers = [];
for (let key in { a: 1, b: 2 }) readers.push(() => key);
assert.compareArray(readers.map(read => read()), ['a', 'b']);
