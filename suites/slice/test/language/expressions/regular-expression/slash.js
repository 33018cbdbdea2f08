/*---
description: A slash begins a regular expression where an operand may stand, elsewhere it divides
esid: sec-lexical-grammar
---*/

var g = 2, b = 4;
function never() {
  return /[/]}'"/g.test(1) || /\/`/u;
}
assert.sameValue(typeof never, 'function');
assert.sameValue(16 / b / g, 2);
assert.sameValue((16) / b / g, 2);
assert.sameValue([16][0] / b / g, 2);
assert.sameValue(b++ / g / 1, 2);
assert.sameValue(`${16}` / 5 / g, 1.6);
if (false) /}/.test('');
var x = 16
/b/g
assert.sameValue(x, 16 / 5 / 2, 'no semicolon is inserted before a slash');
