/*---
description: while tests before each turn, do-while after it
esid: sec-while-statement
---*/

var turns = 0;
while (turns < 3) turns += 1;
assert.sameValue(turns, 3);
while (false) turns = -1;
assert.sameValue(turns, 3);
do turns += 1; while (false)
assert.sameValue(turns, 4);
do {
  turns += 1;
  if (turns === 6) continue;
} while (turns < 8);
assert.sameValue(turns, 8);
