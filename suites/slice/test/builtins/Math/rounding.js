/*---
description: round, floor, ceil, trunc, sign and fround keep the sign of zero
esid: sec-math.round
---*/

assert.sameValue(Math.round(-0.5), -0);
assert.sameValue(Math.round(0.49999999999999994), 0);
assert.sameValue(Math.round(2.5), 3);
assert.sameValue(Math.round(-2.5), -2);
assert.sameValue(Math.floor(-0.5), -1);
assert.sameValue(Math.ceil(-0.5), -0);
assert.sameValue(Math.trunc(-0.9), -0);
assert.sameValue(Math.sign(-0), -0);
assert.sameValue(Math.sign('-3'), -1);
assert.sameValue(Math.fround(5.05), 5.050000190734863);
assert.sameValue(Math.round(4503599627370495.5), 4503599627370496);
