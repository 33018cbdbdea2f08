/*---
description: The arithmetic operators follow IEEE 754 at the edges
esid: sec-numeric-types-number-multiply
---*/

assert.sameValue(1 / 0, Infinity);
assert.sameValue(-1 / 0, -Infinity);
assert.sameValue(0 / 0, NaN);
assert.sameValue(-0 * 1, -0);
assert.sameValue(Infinity * 0, NaN);
assert.sameValue(Infinity - Infinity, NaN);
assert.sameValue(5 % -3, 2);
assert.sameValue(-5 % 3, -2);
assert.sameValue(-4 % 2, -0);
assert.sameValue(5.5 % 2, 1.5);
assert.sameValue(1 % Infinity, 1);
assert.sameValue(1 % 0, NaN);
assert.sameValue('6' * '7', 42);
assert.sameValue('6' - 1, 5);
assert.sameValue(5e-324 / 2, 0);
assert.sameValue(1.7976931348623157e308 * 2, Infinity);
