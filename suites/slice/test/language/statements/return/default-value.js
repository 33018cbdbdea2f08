/*---
description: return without a value and the end of a body answer undefined
esid: sec-return-statement
---*/

assert.sameValue((function () { return; })(), undefined);
assert.sameValue((function () {})(), undefined);
assert.sameValue((function () { return
  1; })(), undefined, 'a line end after return ends the statement');
assert.sameValue((function () { return void 0, 1; })(), 1);
