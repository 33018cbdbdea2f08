/*---
description: for-of takes the values an iterator yields and never its return value
esid: sec-for-in-and-for-of-statements
---*/

function* source() {
  yield 'a';
  yield 'b';
  return 'c';
}
var seen = [];
for (const value of source()) seen.push(value);
assert.compareArray(seen, ['a', 'b']);
seen = [];
for (var char of 'a\u{1F600}b') seen.push(char);
assert.compareArray(seen, ['a', '\u{1F600}', 'b'], 'a string is walked by code points');
