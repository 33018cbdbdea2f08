/*---
description: Function makes a function of the global scope from parameters and a body
esid: sec-function-p1-p2-pn-body
---*/

var x = 'global';
(function () {
  var x = 'local';
  assert.sameValue(new Function('return x')(), 'global');
})();
assert.sameValue(Function('a', 'b, c', 'return a + b + c')(1, 2, 3), 6);
assert.sameValue(Function('a', 'return a').toString(), 'function anonymous(a\n) {\nreturn a\n}');
assert.sameValue(Function().name, 'anonymous');
assert.throws(SyntaxError, function () { Function('a', '}, function () {'); });
assert.throws(SyntaxError, function () { Function('a){ }, function (', ''); });
var GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor;
assert.compareArray([...GeneratorFunction('yield 1; yield 2')()], [1, 2]);
