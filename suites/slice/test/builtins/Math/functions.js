/*---
description: Exact answers of the elementary functions and 32-bit helpers
esid: sec-function-properties-of-the-math-object
---*/

assert.sameValue(Math.sqrt(16), 4);
assert.sameValue(Math.cbrt(-27), -3);
assert.sameValue(Math.pow(2, 10), 1024);
assert.sameValue(Math.abs(-0), 0);
assert.sameValue(Math.log(1), 0);
assert.sameValue(Math.log2(8), 3);
assert.sameValue(Math.log10(1000), 3);
assert.sameValue(Math.exp(0), 1);
assert.sameValue(Math.sin(-0), -0);
assert.sameValue(Math.cos(0), 1);
assert.sameValue(Math.atan2(-0, -1), -Math.PI);
assert.sameValue(Math.expm1(-0), -0);
assert.sameValue(Math.clz32(1), 31);
assert.sameValue(Math.clz32(0), 32);
assert.sameValue(Math.imul(0xffffffff, 5), -5);
var r = Math.random();
assert(r >= 0 && r < 1);
assert.sameValue(Object.prototype.toString.call(Math), '[object Math]');
