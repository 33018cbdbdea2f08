/*---
description: A class name is a constant inside its body and a let-like binding outside
esid: sec-runtime-semantics-bindingclassdeclarationevaluation
---*/

class A {
  static self() { return A; }
  static assign() { A = null; }
}
var Kept = A;
assert.throws(TypeError, function () { Kept.assign(); });
A = null;
assert.sameValue(Kept.self(), Kept);
var B = class Inner { static self() { return Inner; } };
assert.sameValue(B.self(), B);
assert.sameValue(B.name, 'Inner');
assert.sameValue(typeof Inner, 'undefined');
assert.throws(ReferenceError, function () { new Late(); class Late {} });
assert.sameValue((class {}).name, '');
assert.sameValue((class { static name() { return 'mine'; } }).name(), 'mine');
