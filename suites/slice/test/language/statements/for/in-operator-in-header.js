/*---
description: The operator in must be parenthesised in the initialiser of a for header
esid: sec-for-statement
---*/

var box = { key: 1 };
var seen = 'untouched';
for (var found = ('key' in box); found; found = false) seen = found;
assert.sameValue(seen, true);
for (var list = ['key' in box, 'other' in box]; seen !== 'done'; seen = 'done') assert.compareArray(list, [true, false]);
for (var answer = function () { return 'key' in box; }; seen === 'done'; seen = 'end') assert(answer());
