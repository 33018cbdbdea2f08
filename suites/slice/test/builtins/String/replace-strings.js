/*---
description: replace and replaceAll with strings know the dollar patterns and functions
esid: sec-string.prototype.replaceall
---*/

assert.sameValue('aba'.replace('a', 'x'), 'xba');
assert.sameValue('aba'.replaceAll('a', 'x'), 'xbx');
assert.sameValue('abc'.replace('b', '[$&|$`|$\'|$$]'), 'a[b|a|c|$]c');
assert.sameValue('aba'.replaceAll('a', (match, at, whole) => match + at + whole.length), 'a03ba23');
assert.sameValue('ab'.replaceAll('', '-'), '-a-b-');
assert.sameValue('abc'.replace('z', () => { throw new Test262Error('not called'); }), 'abc');
assert.sameValue('abc'.replace({ [Symbol.replace](text, by) { return text + by; } }, '!'), 'abc!');
