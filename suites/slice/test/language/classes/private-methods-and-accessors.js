/*---
description: Private methods cannot be assigned, private accessors need the half that is used
esid: sec-privateset
---*/

class A {
  #value = 1;
  #method() { return this.#value; }
  get #both() { return this.#value; }
  set #both(v) { this.#value = v; }
  get #readOnly() { return 1; }
  set #writeOnly(v) {}
  static #shared() { return 'static'; }
  run() { this.#both += 5; return this.#method(); }
  assignMethod() { this.#method = 1; }
  assignGetter() { this.#readOnly = 1; }
  readSetter() { return this.#writeOnly; }
  same(other) { return this.#method === other.#method; }
  static shared() { return A.#shared(); }
}
var a = new A();
assert.sameValue(a.run(), 6);
assert.throws(TypeError, function () { a.assignMethod(); });
assert.throws(TypeError, function () { a.assignGetter(); });
assert.throws(TypeError, function () { a.readSetter(); });
assert(a.same(new A()));
assert.sameValue(A.shared(), 'static');
