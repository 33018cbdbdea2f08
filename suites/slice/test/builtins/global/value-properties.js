/*---
description: The global value properties cannot be changed, globalThis can
esid: sec-value-properties-of-the-global-object
includes: [propertyHelper.js]
---*/

verifyProperty(globalThis, 'undefined', { value: undefined, writable: false, enumerable: false, configurable: false });
verifyProperty(globalThis, 'NaN', { value: NaN, writable: false, enumerable: false, configurable: false });
verifyProperty(globalThis, 'Infinity', { value: Infinity, writable: false, enumerable: false, configurable: false });
verifyProperty(globalThis, 'globalThis', { value: globalThis, writable: true, enumerable: false, configurable: true });
verifyProperty(globalThis, 'parseInt', { writable: true, enumerable: false, configurable: true });
verifyProperty(globalThis, 'Array', { value: Array, writable: true, enumerable: false, configurable: true });
