/*---
description: charAt, charCodeAt, codePointAt, at and indexing see code units, iteration code points
esid: sec-string-exotic-objects
---*/

var text = 'a\u{1F600}z';
assert.sameValue(text.length, 4);
assert.sameValue(text.charAt(3), 'z');
assert.sameValue(text.charAt(9), '');
assert.sameValue(text.charCodeAt(1), 0xD83D);
assert.sameValue(text.charCodeAt(9), NaN);
assert.sameValue(text.codePointAt(1), 0x1F600);
assert.sameValue(text.codePointAt(2), 0xDE00);
assert.sameValue(text.at(-1), 'z');
assert.sameValue(text[0], 'a');
assert.sameValue([...text].length, 3);
assert.sameValue(String.fromCodePoint(0x1F600), '\u{1F600}');
assert.sameValue(String.fromCharCode(0x10041), 'A');
assert.throws(RangeError, function () { String.fromCodePoint(0x110000); });
assert.sameValue('\uD800'.isWellFormed(), false);
assert.sameValue('a\uD800'.toWellFormed(), 'a\uFFFD');
