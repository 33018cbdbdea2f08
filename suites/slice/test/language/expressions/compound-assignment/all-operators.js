/*---
description: Every compound assignment applies its operator and answers the new value
esid: sec-assignment-operators
---*/

var x = 7;
assert.sameValue(x += 3, 10);
assert.sameValue(x -= 1, 9);
assert.sameValue(x *= 4, 36);
assert.sameValue(x /= 3, 12);
assert.sameValue(x %= 5, 2);
assert.sameValue(x **= 5, 32);
assert.sameValue(x <<= 2, 128);
assert.sameValue(x >>= 1, 64);
assert.sameValue(x = -x, -64);
assert.sameValue(x >>>= 28, 15);
assert.sameValue(x &= 6, 6);
assert.sameValue(x |= 9, 15);
assert.sameValue(x ^= 5, 10);
assert.sameValue(x += 'text', '10text');
