/*---
description: super reaches accessors of the parent with the instance as this, and writes go to this
esid: sec-super-keyword
---*/

class Base {
  get v() { return this.base; }
  set v(x) { this.base = x; }
  static kind() { return 'base of ' + this.label; }
}
class Derived extends Base {
  get v() { return super.v + 1; }
  set v(x) { super.v = x * 2; }
  put(x) { super.fresh = x; return Object.hasOwn(this, 'fresh'); }
  static label = 'derived';
  static kind() { return super.kind(); }
}
var d = new Derived();
d.v = 5;
assert.sameValue(d.base, 10);
assert.sameValue(d.v, 11);
assert.sameValue(d.put(1), true);
assert.sameValue(Derived.kind(), 'base of derived');
