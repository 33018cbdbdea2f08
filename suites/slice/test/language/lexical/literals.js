/*---
description: Numeric separators, radix prefixes, escapes and line continuations
esid: sec-literals-numeric-literals
---*/

assert.sameValue(1_000_000, 1000000);
assert.sameValue(0xFF, 255);
assert.sameValue(0b1_01, 5);
assert.sameValue(0O17, 15);
assert.sameValue(.5e-1, 0.05);
assert.sameValue(5., 5);
assert.sameValue(1_0n, 10n);
assert.sameValue('\x41\u0041\u{41}\0\b\t\n\v\f\r\'\"\\'.length, 13);
assert.sameValue('a\
b', 'ab');
assert.sameValue('\u{10FFFF}'.length, 2);
assert.sameValue('\u2028\u2029'.length, 2);
assert.sameValue(9007199254740993, 9007199254740992);
assert.sameValue(0.1, 1e-1);
