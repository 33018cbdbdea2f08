/*---
description: All parts of a class are strict code
esid: sec-strict-mode-code
---*/

class A {
  static self() { return (function () { return this; })(); }
  static [(() => { try { undeclaredFromClass = 1; return 'leaked'; } catch (e) { return e.name; } })()]() { return 'key'; }
}
assert.sameValue(A.self(), undefined);
assert.sameValue(A.ReferenceError(), 'key');
