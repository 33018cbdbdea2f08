/*---
description: for-of over an array sees elements appended during the loop
esid: sec-%arrayiteratorprototype%.next
---*/

var list = [1, 2];
var seen = [];
for (const value of list) {
  seen.push(value);
  if (value < 3) list.push(value + 2);
}
assert.compareArray(seen, [1, 2, 3, 4]);
var holes = [];
for (const value of [, 'x', ,]) holes.push(value);
assert.compareArray(holes, [undefined, 'x', undefined]);
