/*---
description: The methods of Object.prototype describe any value
esid: sec-properties-of-the-object-prototype-object
---*/

var toString = Object.prototype.toString;
assert.sameValue(toString.call(undefined), '[object Undefined]');
assert.sameValue(toString.call(null), '[object Null]');
assert.sameValue(toString.call([]), '[object Array]');
assert.sameValue(toString.call(function () {}), '[object Function]');
assert.sameValue(toString.call(new Error()), '[object Error]');
assert.sameValue(toString.call(true), '[object Boolean]');
assert.sameValue(toString.call(1), '[object Number]');
assert.sameValue(toString.call(''), '[object String]');
assert.sameValue(toString.call(Symbol()), '[object Symbol]');
assert.sameValue(toString.call({ [Symbol.toStringTag]: 'Mine' }), '[object Mine]');
assert.sameValue(toString.call({ [Symbol.toStringTag]: 1 }), '[object Object]');
assert.sameValue(toString.call(function* () {}()), '[object Generator]');
var object = { a: 1 };
assert(object.hasOwnProperty('a'));
assert(object.propertyIsEnumerable('a'));
assert.sameValue([].propertyIsEnumerable('length'), false);
assert(Object.prototype.isPrototypeOf(object));
assert.sameValue(object.valueOf(), object);
assert.sameValue({ toString() { return 'x'; } }.toLocaleString(), 'x');
assert.sameValue(object.__proto__, Object.prototype);
object.__proto__ = null;
assert.sameValue(Object.getPrototypeOf(object), null);
