/*---
description: toString picks the shortest digits and any radix from 2 to 36
esid: sec-number.prototype.tostring
---*/

assert.sameValue(String(0.1), '0.1');
assert.sameValue(String(1e21), '1e+21');
assert.sameValue(String(123456789012345680000), '123456789012345680000');
assert.sameValue(String(1e-7), '1e-7');
assert.sameValue(String(0.000001), '0.000001');
assert.sameValue(String(5e-324), '5e-324');
assert.sameValue(String(1.7976931348623157e308), '1.7976931348623157e+308');
assert.sameValue((255).toString(16), 'ff');
assert.sameValue((-255).toString(2), '-11111111');
assert.sameValue((0.5).toString(2), '0.1');
assert.sameValue((35).toString(36), 'z');
assert.sameValue(NaN.toString(2), 'NaN');
assert.throws(RangeError, function () { (1).toString(1); });
assert.throws(TypeError, function () { Number.prototype.toString.call('1'); });
