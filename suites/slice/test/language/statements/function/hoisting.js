/*---
description: A function declaration is ready before the first statement, and the last of a name wins
esid: sec-functiondeclarationinstantiation
---*/

function run() {
  var first = f();
  function f() { return 1; }
  var f;
  function f() { return 2; }
  var second = f();
  f = 3;
  return [first, second, f];
}
assert.compareArray(run(), [2, 2, 3]);
function withParameter(x) {
  return typeof x;
  function x() {}
}
assert.sameValue(withParameter(1), 'function');
