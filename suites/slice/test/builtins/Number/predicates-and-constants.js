/*---
description: The predicates do not convert, the constants are fixed
esid: sec-number.isinteger
includes: [propertyHelper.js]
---*/

assert.sameValue(Number.isInteger(5.0), true);
assert.sameValue(Number.isInteger('5'), false);
assert.sameValue(Number.isSafeInteger(2 ** 53), false);
assert.sameValue(Number.isNaN('x'), false);
assert.sameValue(Number.isFinite('1'), false);
assert.sameValue(Number.MAX_SAFE_INTEGER, 2 ** 53 - 1);
assert.sameValue(Number.EPSILON, 2 ** -52);
assert.sameValue(Number.MIN_VALUE, 5e-324);
assert.sameValue(Number.parseFloat, parseFloat);
verifyProperty(Number, 'MAX_VALUE', { writable: false, enumerable: false, configurable: false });
