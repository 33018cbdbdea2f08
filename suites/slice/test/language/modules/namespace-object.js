/*---
description: A namespace object is a sealed-looking exotic object with sorted names and no prototype
esid: sec-module-namespace-exotic-objects
flags: [module]
includes: [propertyHelper.js]
---*/

import * as all from './values_FIXTURE.js';
assert.compareArray(Object.keys(all), ['Shape', 'any string', 'count', 'default', 'fixed', 'increment', 'kept', 'renamed']);
assert.sameValue(Object.getPrototypeOf(all), null);
assert.sameValue(Object.isExtensible(all), false);
assert.sameValue(all[Symbol.toStringTag], 'Module');
verifyProperty(all, 'kept', { value: 'kept', writable: true, enumerable: true, configurable: false });
assert.sameValue(Reflect.set(all, 'kept', 1), false);
assert.sameValue(Reflect.deleteProperty(all, 'kept'), false);
assert.sameValue(Reflect.deleteProperty(all, 'missing'), true);
assert.sameValue(Reflect.defineProperty(all, 'kept', { value: 'kept' }), true);
assert.sameValue(Reflect.defineProperty(all, 'kept', { value: 'other' }), false);
assert.sameValue(Reflect.setPrototypeOf(all, null), true);
assert.sameValue('missing' in all, false);
assert.throws(TypeError, function () { Object.freeze(all); });
