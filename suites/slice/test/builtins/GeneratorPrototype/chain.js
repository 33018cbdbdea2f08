/*---
description: Generator functions and objects have prototypes of their own
esid: sec-generatorfunction-objects
includes: [propertyHelper.js]
---*/

function* g() {}
var GeneratorFunction = Object.getPrototypeOf(g);
assert.sameValue(Object.getPrototypeOf(GeneratorFunction), Function.prototype);
assert.sameValue(Object.getPrototypeOf(g.prototype), GeneratorFunction.prototype);
verifyProperty(g, 'prototype', { writable: true, enumerable: false, configurable: false });
assert.sameValue(Object.hasOwn(g.prototype, 'constructor'), false);
assert.sameValue(GeneratorFunction.prototype[Symbol.toStringTag], 'Generator');
assert.sameValue(Object.getPrototypeOf(GeneratorFunction.prototype), Object.getPrototypeOf(Object.getPrototypeOf([].values())));
g.prototype = null;
assert.sameValue(Object.getPrototypeOf(g()), GeneratorFunction.prototype);
async function* ag() {}
assert.sameValue(Object.getPrototypeOf(ag).prototype[Symbol.toStringTag], 'AsyncGenerator');
assert.sameValue(Object.getPrototypeOf(async function () {})[Symbol.toStringTag], 'AsyncFunction');
