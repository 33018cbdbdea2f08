/*---
description: BigInt operators are exact, round towards zero and never mix with numbers
esid: sec-ecmascript-language-types-bigint-type
---*/

assert.sameValue(123456789012345678901234567890n * 987654321n, 121932631124828532112482853211126352690n);
assert.sameValue(-7n / 2n, -3n);
assert.sameValue(-7n % 2n, -1n);
assert.sameValue(7n - 10n, -3n);
assert.sameValue(-(-5n), 5n);
assert.sameValue(0xffn + 0b11n + 0o7n, 265n);
assert.sameValue(1n << 70n, 1180591620717411303424n);
assert.sameValue(-5n >> 1n, -3n);
assert.sameValue(-1n & 0xffn, 255n);
assert.sameValue(~0n, -1n);
assert.sameValue(5n ^ 3n, 6n);
assert.throws(RangeError, function () { 1n / 0n; });
assert.throws(TypeError, function () { +1n; });
assert.throws(TypeError, function () { 1n * 1; });
assert.throws(TypeError, function () { 1n >>> 0n; });
