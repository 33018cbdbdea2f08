/*---
description: A field defines a property and does not call a setter of the parent
esid: sec-definefield
---*/

var calls = 0;
class Base { set x(v) { calls += 1; } }
class Derived extends Base { x = 1; }
assert.sameValue(new Derived().x, 1);
assert.sameValue(calls, 0);
class Frozen { constructor() { return Object.freeze({}); } }
class Fails extends Frozen { x = 1; }
assert.throws(TypeError, function () { new Fails(); });
