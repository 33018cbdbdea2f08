/*---
description: Number takes every numeric text and refuses the rest with NaN
esid: sec-tonumber
---*/

assert.sameValue(Number(), 0);
assert.sameValue(Number(undefined), NaN);
assert.sameValue(Number(null), 0);
assert.sameValue(Number('  12.5e1\n'), 125);
assert.sameValue(Number('-0'), -0);
assert.sameValue(Number('0b11'), 3);
assert.sameValue(Number('0o17'), 15);
assert.sameValue(Number('Infinity'), Infinity);
assert.sameValue(Number('infinity'), NaN);
assert.sameValue(Number('1px'), NaN);
assert.sameValue(Number('.'), NaN);
assert.sameValue(Number(10n), 10);
assert.sameValue(Number(2n ** 64n), 18446744073709552000);
assert.sameValue(Number(new Number(3)), 3);
assert.throws(TypeError, function () { Number(Symbol()); });
assert.sameValue(typeof new Number(1), 'object');
