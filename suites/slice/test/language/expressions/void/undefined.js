/*---
description: void evaluates its operand and answers undefined
esid: sec-void-operator
---*/

var x = 1;
assert.sameValue(void (x = 2), undefined);
assert.sameValue(x, 2);
assert.sameValue(void 'use' + 'less', 'undefinedless');
assert.throws(ReferenceError, function () { void notDeclaredAnywhere; });
