/*---
description: A global var is a property of the global object that cannot be deleted, let and class are not
esid: sec-globaldeclarationinstantiation
includes: [propertyHelper.js]
---*/

var asVar = 1;
let asLet = 2;
class AsClass {}
function asFunction() {}
verifyProperty(globalThis, 'asVar', { value: 1, writable: true, enumerable: true, configurable: false });
verifyProperty(globalThis, 'asFunction', { value: asFunction, writable: true, enumerable: true, configurable: false });
verifyProperty(globalThis, 'asLet', undefined);
verifyProperty(globalThis, 'AsClass', undefined);
