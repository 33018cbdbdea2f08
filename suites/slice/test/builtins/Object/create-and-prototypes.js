/*---
description: create, getPrototypeOf and setPrototypeOf set the chain and refuse cycles
esid: sec-object.create
---*/

var parent = { a: 1 };
var child = Object.create(parent, { b: { value: 2, enumerable: true } });
assert.sameValue(child.a + child.b, 3);
assert.sameValue(Object.getPrototypeOf(child), parent);
assert.throws(TypeError, function () { Object.setPrototypeOf(parent, child); });
assert.sameValue(Object.setPrototypeOf(child, null), child);
assert.sameValue(child.a, undefined);
assert.sameValue(Object.getPrototypeOf(1), Number.prototype);
assert.throws(TypeError, function () { Object.create(undefined); });
assert.throws(TypeError, function () { Object.setPrototypeOf(Object.preventExtensions({}), parent); });
assert.throws(TypeError, function () { Object.setPrototypeOf(Object.prototype, parent); });
assert.sameValue(Object.getPrototypeOf(Object.prototype), null);
