/*---
description: extends takes null or a constructor and nothing else
esid: sec-runtime-semantics-classdefinitionevaluation
---*/

class Nothing extends null { static answer() { return 1; } }
assert.sameValue(Object.getPrototypeOf(Nothing.prototype), null);
assert.sameValue(Object.getPrototypeOf(Nothing), Function.prototype);
assert.sameValue(Nothing.answer(), 1);
assert.throws(TypeError, function () { new Nothing(); });
assert.throws(TypeError, function () { class X extends undefined {} });
assert.throws(TypeError, function () { class X extends (() => {}) {} });
assert.throws(TypeError, function () { class X extends Math.max {} });
assert.throws(TypeError, function () {
  function F() {}
  F.prototype = 3;
  class X extends F {}
});
assert.throws(ReferenceError, function () { class X extends X {} }, 'the name is in its dead zone');
