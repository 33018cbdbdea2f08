/*---
description: A trap may not contradict what the target guarantees
esid: sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver
---*/

var target = Object.freeze({ fixed: 1 });
function withTrap(name, answer) { return new Proxy(target, { [name]: () => answer }); }
assert.throws(TypeError, function () { withTrap('get', 2).fixed; });
assert.throws(TypeError, function () { 'fixed' in withTrap('has', false); });
assert.throws(TypeError, function () { Reflect.deleteProperty(withTrap('deleteProperty', true), 'fixed'); });
assert.throws(TypeError, function () { Object.keys(withTrap('ownKeys', [])); });
assert.throws(TypeError, function () { Object.keys(withTrap('ownKeys', ['fixed', 'fixed'])); });
assert.throws(TypeError, function () { Object.getPrototypeOf(withTrap('getPrototypeOf', null)); });
assert.throws(TypeError, function () { Object.isExtensible(withTrap('isExtensible', true)); });
assert.throws(TypeError, function () { Reflect.set(withTrap('set', true), 'fixed', 2); });
assert.throws(TypeError, function () { Object.getOwnPropertyDescriptor(withTrap('getOwnPropertyDescriptor', undefined), 'fixed'); });
assert.throws(TypeError, function () { new (new Proxy(function () {}, { construct: () => 1 }))(); });
assert.sameValue(withTrap('get', 1).fixed, 1);
