/*---
description: toFixed, toExponential and toPrecision round exactly
esid: sec-number.prototype.tofixed
---*/

assert.sameValue((1.005).toFixed(2), '1.00');
assert.sameValue((2.5).toFixed(0), '3');
assert.sameValue((-2.5).toFixed(0), '-3');
assert.sameValue((-0.0000001).toFixed(2), '-0.00');
assert.sameValue((1e21).toFixed(2), '1e+21');
assert.sameValue((123.456).toFixed(), '123');
assert.sameValue((123456).toExponential(2), '1.23e+5');
assert.sameValue((0).toExponential(), '0e+0');
assert.sameValue((123.456).toPrecision(4), '123.5');
assert.sameValue((0.00001).toPrecision(1), '0.00001');
assert.sameValue((1e-7).toPrecision(2), '1.0e-7');
assert.sameValue((1234.5).toPrecision(2), '1.2e+3');
assert.throws(RangeError, function () { (1).toFixed(101); });
assert.throws(RangeError, function () { (1).toPrecision(0); });
