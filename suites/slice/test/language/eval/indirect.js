/*---
description: Indirect eval runs as sloppy global code
esid: sec-performeval
---*/

var x = 'global';
(function () {
  var x = 'local';
  assert.sameValue((0, eval)('x'), 'global');
  assert.sameValue(eval?.('x'), 'global');
  var alias = eval;
  assert.sameValue(alias('x'), 'global');
  assert.sameValue([eval][0]('typeof x'), 'string');
})();
(0, eval)('var fromIndirect = 1');
assert.sameValue(globalThis.fromIndirect, 1);
assert(Object.getOwnPropertyDescriptor(globalThis, 'fromIndirect').configurable);
assert.sameValue((0, eval)('(function () { return this; })()'), globalThis);
