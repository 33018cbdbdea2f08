/*---
description: Direct eval sees and, in sloppy code, extends the scope of its caller
esid: sec-performeval
flags: [noStrict]
---*/

var x = 'global';
function run() {
  var x = 'local';
  assert.sameValue(eval('x'), 'local');
  eval('x = "changed"; var added = 1; function f() { return x; }');
  assert.sameValue(x, 'changed');
  assert.sameValue(added, 1);
  assert.sameValue(f(), 'changed');
  eval('let own = 1; const too = 2; class Three {}');
  assert.sameValue(typeof own, 'undefined');
  return eval('this');
}
var receiver = {};
assert.sameValue(run.call(receiver), receiver);
assert.sameValue(x, 'global');
function shadows() { { let y; try { eval('var y'); } catch (e) { return e.name; } } }
assert.sameValue(shadows(), 'SyntaxError');
