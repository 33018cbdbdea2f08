/*---
description: Bitwise operators work on 32 bits, shifts use five bits of their count
esid: sec-binary-bitwise-operators
---*/

assert.sameValue(5 & 3, 1);
assert.sameValue(5 | 3, 7);
assert.sameValue(5 ^ 3, 6);
assert.sameValue(~5, -6);
assert.sameValue(~~3.9, 3);
assert.sameValue(4294967296 | 0, 0);
assert.sameValue(2147483648 | 0, -2147483648);
assert.sameValue(NaN | 0, 0);
assert.sameValue(Infinity | 0, 0);
assert.sameValue(1 << 31, -2147483648);
assert.sameValue(1 << 32, 1);
assert.sameValue(-1 >> 31, -1);
assert.sameValue(-1 >>> 0, 4294967295);
assert.sameValue(-1 >>> 31, 1);
assert.sameValue(1e20 >> 0, 1661992960);
