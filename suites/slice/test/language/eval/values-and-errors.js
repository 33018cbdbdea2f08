/*---
description: eval answers the completion value, other values as they are, and early errors as SyntaxError
esid: sec-eval-x
---*/

assert.sameValue(eval('1;;;;'), 1);
assert.sameValue(eval(''), undefined);
assert.sameValue(eval('{ 1 } { 2 }'), 2);
assert.sameValue(eval('({ a: 1 })').a, 1);
assert.sameValue(eval('{ a: 1 }'), 1);
assert.sameValue(eval('function f() {}'), undefined);
assert.sameValue(eval('try { 1 } finally { 2 }'), 1);
var object = {};
assert.sameValue(eval(object), object);
assert.sameValue(eval(new String('1')).length, 1);
assert.throws(SyntaxError, function () { eval('var'); });
assert.throws(SyntaxError, function () { eval('return 1'); });
assert.throws(SyntaxError, function () { eval('break'); });
assert.throws(ReferenceError, function () { eval('notDeclaredAnywhere'); });
assert.sameValue((function () { return eval('new.target'); })(), undefined);
assert.throws(SyntaxError, function () { (0, eval)('new.target'); });
