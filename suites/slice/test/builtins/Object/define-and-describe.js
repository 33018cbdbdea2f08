/*---
description: defineProperty fills missing attributes with false and getOwnPropertyDescriptor reads them back
esid: sec-object.defineproperty
includes: [propertyHelper.js]
---*/

var object = {};
assert.sameValue(Object.defineProperty(object, 'quiet', { value: 1 }), object);
verifyProperty(object, 'quiet', { value: 1, writable: false, enumerable: false, configurable: false });
Object.defineProperty(object, 'kept', { value: 2, configurable: true, enumerable: true });
Object.defineProperty(object, 'kept', { writable: true });
verifyProperty(object, 'kept', { value: 2, writable: true, enumerable: true, configurable: true });
Object.defineProperty(object, 'kept', { get() { return 3; } });
var descriptor = Object.getOwnPropertyDescriptor(object, 'kept');
assert.sameValue(descriptor.set, undefined);
assert.sameValue(descriptor.enumerable, true);
assert.sameValue('value' in descriptor, false);
assert.throws(TypeError, function () { Object.defineProperty(object, 'quiet', { value: 2 }); });
Object.defineProperty(object, 'quiet', { value: 1, writable: false });
assert.throws(TypeError, function () { Object.defineProperty(object, 'x', { get() {}, value: 1 }); });
assert.throws(TypeError, function () { Object.defineProperty(object, 'x', { get: 1 }); });
assert.throws(TypeError, function () { Object.defineProperty(1, 'x', {}); });
