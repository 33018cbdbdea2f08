/*---
description: Defaults are evaluated at each call, from left to right, in a scope of their own
esid: sec-functiondeclarationinstantiation
---*/

var calls = 0;
function f(a, b = a + 1, c = (calls += 1, a + b)) { return [a, b, c]; }
assert.compareArray(f(1), [1, 2, 3]);
assert.compareArray(f(1, undefined, null), [1, 2, null]);
assert.sameValue(calls, 1);
assert.sameValue(f.length, 1);
assert.throws(ReferenceError, function () { (function (a = b, b) {})(); });
assert.throws(ReferenceError, function () { (function (a = a) {})(); });
var x = 'outer';
function scoped(read = () => x) { var x = 'inner'; return [read(), x]; }
assert.compareArray(scoped(), ['outer', 'inner']);
function same(x, read = () => x) { var x; var before = x; x = 'body'; return [before, read(), x]; }
assert.compareArray(same('param'), ['param', 'param', 'body'], 'a var of the same name starts with the value and is another binding');
