/*---
description: includes, indexOf, startsWith and endsWith take positions and refuse nothing but regular expressions
esid: sec-string.prototype.includes
---*/

assert.sameValue('abcabc'.indexOf('c'), 2);
assert.sameValue('abcabc'.indexOf('c', 3), 5);
assert.sameValue('abcabc'.lastIndexOf('a'), 3);
assert.sameValue('abcabc'.lastIndexOf('a', 2), 0);
assert.sameValue('abc'.indexOf(''), 0);
assert.sameValue('abc'.indexOf('', 9), 3);
assert.sameValue('abc'.includes('bc'), true);
assert.sameValue('abc'.includes('a', 1), false);
assert.sameValue('abc'.startsWith('b', 1), true);
assert.sameValue('abc'.endsWith('b', 2), true);
assert.sameValue('undefined'.includes(), true);
assert.throws(TypeError, function () { 'a'.includes({ [Symbol.match]: true }); });
assert.throws(TypeError, function () { String.prototype.indexOf.call(null, 'a'); });
