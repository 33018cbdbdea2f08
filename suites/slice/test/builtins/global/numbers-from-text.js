/*---
description: parseInt and parseFloat read the longest prefix, isNaN and isFinite convert first
esid: sec-parseint-string-radix
---*/

assert.sameValue(parseInt('12px'), 12);
assert.sameValue(parseInt(' -0x1F'), -31);
assert.sameValue(parseInt('0b1'), 0);
assert.sameValue(parseInt('z', 36), 35);
assert.sameValue(parseInt('9', 8), NaN);
assert.sameValue(parseInt('1', 37), NaN);
assert.sameValue(parseInt('-0'), -0);
assert.sameValue(parseInt(null, 36), 1112745);
assert.sameValue(parseInt(1e21), 1);
assert.sameValue(parseFloat('3.14.15'), 3.14);
assert.sameValue(parseFloat('-.5e-1x'), -0.05);
assert.sameValue(parseFloat('Infinityx'), Infinity);
assert.sameValue(parseFloat('e5'), NaN);
assert.sameValue(isNaN('x'), true);
assert.sameValue(isFinite('12'), true);
assert.throws(TypeError, function () { isNaN(1n); });
