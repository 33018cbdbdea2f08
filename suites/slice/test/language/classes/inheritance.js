/*---
description: 'extends links constructor and prototype, super calls the parent''s constructor and methods'
esid: sec-runtime-semantics-classdefinitionevaluation
---*/

class Base {
  constructor(x) { this.x = x; }
  hello() { return 'base ' + this.x; }
  static create() { return new this(1); }
}
class Derived extends Base {
  constructor(x) { super(x * 2); this.y = x; }
  hello() { return 'derived ' + super.hello(); }
  static create() { return super.create(); }
}
assert.sameValue(Object.getPrototypeOf(Derived), Base);
assert.sameValue(Object.getPrototypeOf(Derived.prototype), Base.prototype);
assert.sameValue(new Derived(3).hello(), 'derived base 6');
assert.sameValue(Derived.create().y, 1);
class Implicit extends Base {}
assert.sameValue(new Implicit(7).x, 7);
assert.sameValue(Implicit.length, 0);
