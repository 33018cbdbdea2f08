/*---
description: BigInt converts integers and texts exactly, asIntN and asUintN wrap
esid: sec-bigint-constructor
---*/

assert.sameValue(BigInt(9007199254740992), 9007199254740992n);
assert.sameValue(BigInt(' 0xff '), 255n);
assert.sameValue(BigInt(''), 0n);
assert.sameValue(BigInt(true), 1n);
assert.throws(RangeError, function () { BigInt(1.5); });
assert.throws(SyntaxError, function () { BigInt('1n'); });
assert.throws(TypeError, function () { BigInt(undefined); });
assert.throws(TypeError, function () { new BigInt(1); });
assert.sameValue(BigInt.asIntN(8, 255n), -1n);
assert.sameValue(BigInt.asUintN(8, -1n), 255n);
assert.sameValue(BigInt.asUintN(64, -1n), 18446744073709551615n);
assert.sameValue((255n).toString(16), 'ff');
assert.sameValue((-10n).toString(), '-10');
