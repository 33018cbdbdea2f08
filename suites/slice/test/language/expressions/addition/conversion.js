/*---
description: Addition joins strings when either primitive is a string, else adds numbers
esid: sec-addition-operator-plus
---*/

assert.sameValue(1 + '1', '11');
assert.sameValue(1 + 2 + '3' + 4, '334');
assert.sameValue(null + 1, 1);
assert.sameValue(undefined + 1, NaN);
assert.sameValue(true + true, 2);
assert.sameValue([] + {}, '[object Object]');
assert.sameValue([1, 2] + [3], '1,23');
assert.sameValue({ valueOf() { return 1; }, toString() { return 'no'; } } + 1, 2);
assert.sameValue({ valueOf() { return {}; }, toString() { return 'yes'; } } + 1, 'yes1');
assert.sameValue({ [Symbol.toPrimitive](hint) { return hint; } } + '', 'default');
assert.sameValue(-0 + -0, -0);
assert.sameValue(0.1 + 0.2, 0.30000000000000004);
assert.throws(TypeError, function () { Symbol() + ''; });
assert.throws(TypeError, function () { 1n + 1; });
assert.sameValue(1n + '', '1');
