/*---
description: The functions of Reflect answer booleans where Object throws
esid: sec-reflection
---*/

var frozen = Object.freeze({ a: 1 });
assert.sameValue(Reflect.defineProperty(frozen, 'a', { value: 2 }), false);
assert.sameValue(Reflect.deleteProperty(frozen, 'a'), false);
assert.sameValue(Reflect.set(frozen, 'a', 2), false);
assert.sameValue(Reflect.setPrototypeOf(frozen, {}), false);
assert.sameValue(Reflect.preventExtensions(frozen), true);
assert.sameValue(Reflect.has(frozen, 'toString'), true);
assert.sameValue(Reflect.get({ get p() { return this; } }, 'p', frozen), frozen);
var receiver = {};
Reflect.set({ set p(v) { this.q = v; } }, 'p', 1, receiver);
assert.sameValue(receiver.q, 1);
Reflect.set({}, 'own', 1, receiver);
assert.sameValue(receiver.own, 1);
assert.sameValue(Reflect.apply(Math.max, null, [1, 2]), 2);
assert.throws(TypeError, function () { Reflect.get(1, 'a'); });
assert.throws(TypeError, function () { Reflect.construct(() => {}, []); });
assert.throws(TypeError, function () { Reflect.apply(Math.max, null); });
