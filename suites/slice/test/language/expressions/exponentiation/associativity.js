/*---
description: Exponentiation associates to the right and binds more than multiplication
esid: sec-exp-operator
---*/

assert.sameValue(2 ** 3 ** 2, 512);
assert.sameValue((2 ** 3) ** 2, 64);
assert.sameValue(2 * 3 ** 2, 18);
assert.sameValue((-2) ** 2, 4);
assert.sameValue(-(2 ** 2), -4);
assert.sameValue(2 ** -1, 0.5);
assert.sameValue(NaN ** 0, 1);
assert.sameValue(1 ** Infinity, NaN);
assert.sameValue((-8) ** (1 / 3), NaN);
assert.sameValue(2n ** 64n, 18446744073709551616n);
assert.throws(RangeError, function () { 2n ** -1n; });
