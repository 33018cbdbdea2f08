/*---
description: new.target is the constructor that new was applied to, undefined in a call
esid: sec-meta-properties
---*/

function F() { return { target: new.target }; }
assert.sameValue(new F().target, F);
assert.sameValue(F().target, undefined);
class Base { constructor() { this.target = new.target; } }
class Derived extends Base {}
assert.sameValue(new Base().target, Base);
assert.sameValue(new Derived().target, Derived);
assert.sameValue(Reflect.construct(F, [], Array).target, Array);
assert.sameValue({ m() { return new.target; } }.m(), undefined);
function viaArrow() { return { target: (() => new.target)() }; }
assert.sameValue(new viaArrow().target, viaArrow);
