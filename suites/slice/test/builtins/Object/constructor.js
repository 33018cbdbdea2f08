/*---
description: Object wraps primitives and leaves objects alone
esid: sec-object-value
---*/

var object = {};
assert.sameValue(Object(object), object);
assert.sameValue(new Object(object), object);
assert.sameValue(typeof Object(1), 'object');
assert.sameValue(Object(1n).valueOf(), 1n);
assert.sameValue(Object('ab').length, 2);
assert.sameValue(Object.getPrototypeOf(Object(null)), Object.prototype);
class Derived extends Object { constructor() { super({ ignored: true }); } }
assert.sameValue(new Derived().ignored, undefined);
assert.sameValue(Object.length, 1);
