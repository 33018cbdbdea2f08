/*---
description: preventExtensions, seal and freeze restrict an object step by step
esid: sec-object.freeze
---*/

var extensible = { a: 1 };
Object.preventExtensions(extensible);
assert.sameValue(Reflect.set(extensible, 'b', 1), false);
assert.sameValue(Reflect.set(extensible, 'a', 2), true);
assert.sameValue(Reflect.deleteProperty(extensible, 'a'), true);
assert(Object.isSealed(extensible) && Object.isFrozen(extensible), 'nothing is left to seal');
var sealed = Object.seal({ a: 1 });
assert.sameValue(Reflect.deleteProperty(sealed, 'a'), false);
assert.sameValue(Reflect.set(sealed, 'a', 2), true);
assert.sameValue(Object.isFrozen(sealed), false);
var frozen = Object.freeze({ a: 1, inner: { b: 2 }, get c() { return 3; } });
assert.sameValue(Reflect.set(frozen, 'a', 2), false);
assert.sameValue(Reflect.set(frozen.inner, 'b', 3), true, 'not the objects inside');
assert(Object.isFrozen(frozen) && Object.isSealed(frozen) && !Object.isExtensible(frozen));
assert.sameValue(Object.freeze(5), 5);
assert(Object.isFrozen('text'));
