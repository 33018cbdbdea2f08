/*---
description: A const of a for header cannot be assigned by the update
esid: sec-for-statement
---*/

var turns = 0;
for (const limit = 2; turns < limit; turns += 1);
assert.sameValue(turns, 2);
assert.throws(TypeError, function () {
  for (const i = 0; i < 1; i += 1) turns += 1;
});
assert.sameValue(turns, 3, 'the body ran once before the update failed');
