/*---
description: repeat, padStart, padEnd, trim, concat and raw make new strings
esid: sec-string.prototype.padstart
---*/

assert.sameValue('ab'.repeat(3), 'ababab');
assert.sameValue('ab'.repeat(0), '');
assert.throws(RangeError, function () { 'ab'.repeat(-1); });
assert.throws(RangeError, function () { 'ab'.repeat(Infinity); });
assert.sameValue('5'.padStart(4, 'xyz'), 'xyz5');
assert.sameValue('5'.padEnd(4, 'ab'), '5aba');
assert.sameValue('long'.padStart(2), 'long');
assert.sameValue('\u00A0\uFEFF\n x \u2029'.trim(), 'x');
assert.sameValue(' x '.trimStart(), 'x ');
assert.sameValue(' x '.trimEnd(), ' x');
assert.sameValue('a'.concat(1, null), 'a1null');
assert.sameValue(String.raw`a\n${1}b`, 'a\\n1b');
assert.sameValue(String.raw({ raw: 'xyz' }, 1, 2, 3), 'x1y2z');
