/*---
description: In strict code a function of a block is local to the block
esid: sec-functiondeclarationinstantiation
flags: [onlyStrict]
---*/

{
  function local() { return 1; }
  assert.sameValue(local(), 1);
}
assert.sameValue(typeof local, 'undefined');
assert.throws(ReferenceError, function () { local(); });
