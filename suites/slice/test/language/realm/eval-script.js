/*---
description: A script run later shares the global declarations and may not redeclare them
esid: sec-globaldeclarationinstantiation
---*/

let lexical = 1;
var variable = 1;
$262.evalScript('let another = 5; function later() { return lexical + another; }');
assert.sameValue(later(), 6);
assert.sameValue(another, 5);
assert.throws(SyntaxError, function () { $262.evalScript('var lexical;'); });
assert.throws(SyntaxError, function () { $262.evalScript('let variable;'); });
assert.throws(SyntaxError, function () { $262.evalScript('let lexical;'); });
assert.sameValue($262.evalScript('7;'), 7);
