/*---
description: An else belongs to the nearest if that can take it
esid: sec-if-statement
---*/

function pick(a, b) {
  if (a)
    if (b) return 'both';
    else return 'only a';
  return 'not a';
}
assert.sameValue(pick(true, true), 'both');
assert.sameValue(pick(true, false), 'only a');
assert.sameValue(pick(false, true), 'not a');
assert.sameValue(pick(false, false), 'not a');
