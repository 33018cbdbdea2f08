/*---
description: Case conversion and normal forms follow Unicode
esid: sec-string.prototype.tolowercase
---*/

assert.sameValue('ÄSS'.toLowerCase(), 'äss');
assert.sameValue('straße'.toUpperCase(), 'STRASSE');
assert.sameValue('ΑΣ'.toLowerCase(), 'ας', 'a final sigma');
assert.sameValue('\u{10400}'.toLowerCase(), '\u{10428}');
assert.sameValue('\u0130'.toLowerCase(), 'i\u0307');
assert.sameValue('e\u0301'.normalize(), '\u00E9');
assert.sameValue('\u00E9'.normalize('NFD').length, 2);
assert.sameValue('\uFB01'.normalize('NFKC'), 'fi');
assert.throws(RangeError, function () { 'a'.normalize('other'); });
assert.sameValue('a'.localeCompare('a'), 0);
