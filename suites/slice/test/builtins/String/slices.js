/*---
description: slice, substring and substr differ for negative and swapped positions
esid: sec-string.prototype.slice
---*/

var text = 'abcdef';
assert.sameValue(text.slice(-3, -1), 'de');
assert.sameValue(text.slice(4, 2), '');
assert.sameValue(text.substring(4, 2), 'cd');
assert.sameValue(text.substring(-3, 2), 'ab');
assert.sameValue(text.substring(NaN, Infinity), 'abcdef');
assert.sameValue(text.substr(-3, 2), 'de');
assert.sameValue(text.split('').length, 6);
assert.compareArray('a,b,,c'.split(',', 3), ['a', 'b', '']);
assert.compareArray('abc'.split(), ['abc']);
assert.compareArray(''.split(''), []);
assert.compareArray(''.split(','), ['']);
