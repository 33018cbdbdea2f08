/*---
description: In strict code delete throws for what it cannot remove
esid: sec-delete-operator
flags: [onlyStrict]
---*/

assert.throws(TypeError, function () { delete [].length; });
assert.throws(TypeError, function () { delete Object.freeze({ a: 1 }).a; });
assert.throws(TypeError, function () { delete 'text'[0]; });
class Base { }
class Derived extends Base { run() { delete super.field; } }
assert.throws(ReferenceError, function () { new Derived().run(); });
