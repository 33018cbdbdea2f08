/*---
description: A module is strict code with its own scope and undefined as this
esid: sec-module-environment-records
flags: [module]
---*/

var top = 1;
function declared() {}
assert.sameValue(this, undefined);
assert.sameValue((() => this)(), undefined);
assert.sameValue(globalThis.top === 1, false);
assert.sameValue('declared' in globalThis, false);
assert.sameValue((function () { return this; })(), undefined);
assert.throws(ReferenceError, function () { undeclaredName = 1; });
assert.throws(SyntaxError, function () { eval('with ({}) {}'); });
