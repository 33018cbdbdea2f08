/*---
description: String converts symbols, a String object has index properties that cannot change
esid: sec-string-constructor-string-value
includes: [propertyHelper.js]
---*/

assert.sameValue(String(Symbol('s')), 'Symbol(s)');
assert.throws(TypeError, function () { new String(Symbol()); });
assert.sameValue(String(-0), '0');
assert.sameValue(String(null), 'null');
assert.sameValue(String([1, [2, null]]), '1,2,');
assert.sameValue(String(), '');
var object = new String('ab');
verifyProperty(object, '0', { value: 'a', writable: false, enumerable: true, configurable: false });
verifyProperty(object, 'length', { value: 2, writable: false, enumerable: false, configurable: false });
object.extra = 1;
object[5] = 'x';
assert.compareArray(Object.getOwnPropertyNames(object), ['0', '1', '5', 'length', 'extra']);
assert.sameValue(object.valueOf(), 'ab');
assert.throws(TypeError, function () { String.prototype.valueOf.call({}); });
