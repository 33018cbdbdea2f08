/*---
description: Object spread copies own enumerable properties as data and ignores null and undefined
esid: sec-object-initializer-runtime-semantics-propertydefinitionevaluation
---*/

var tag = Symbol();
var source = { a: 1, get b() { return 2; }, [tag]: 3 };
var copy = { a: 0, ...source, a2: 4, ...null, ...undefined, ...5, ...'xy' };
assert.compareArray(Reflect.ownKeys(copy), ['0', '1', 'a', 'b', 'a2', tag]);
assert.sameValue(copy.a, 1);
assert.sameValue(Object.getOwnPropertyDescriptor(copy, 'b').value, 2);
var setterRan = false;
var over = { set p(v) { setterRan = true; }, ...{ p: 1 } };
assert.sameValue(over.p, 1);
assert.sameValue(setterRan, false);
