/*---
description: A plain __proto__ member sets the prototype, the shorthand and computed forms do not
esid: sec-__proto__-property-names-in-object-initializers
---*/

var parent = { inherited: 1 };
assert.sameValue(Object.getPrototypeOf({ __proto__: parent }), parent);
assert.sameValue(Object.getPrototypeOf({ '__proto__': null }), null);
assert.sameValue(Object.getPrototypeOf({ __proto__: 5 }), Object.prototype);
assert(Object.hasOwn({ ['__proto__']: 5 }, '__proto__'));
assert(Object.hasOwn({ __proto__() {} }, '__proto__'));
var __proto__ = 7;
assert.sameValue(Object.getOwnPropertyDescriptor({ __proto__ }, '__proto__').value, 7);
