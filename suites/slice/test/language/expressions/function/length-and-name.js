/*---
description: Functions have a length and a name that are not writable but configurable
esid: sec-setfunctionname
includes: [propertyHelper.js]
---*/

function declared(a, b) {}
verifyProperty(declared, 'length', { value: 2, writable: false, enumerable: false, configurable: true });
verifyProperty(declared, 'name', { value: 'declared', writable: false, enumerable: false, configurable: true });
assert.sameValue((function (a, b = 1, c) {}).length, 1);
assert.sameValue(((...r) => {}).length, 0);
assert.sameValue((function () {}).name, '');
assert(Object.hasOwn(function () {}, 'name'));
assert.sameValue(({ m() {} }).m.name, 'm');
assert.sameValue(({ 5() {} })[5].name, '5');
assert.compareArray(Object.getOwnPropertyNames(class { static m() {} }), ['length', 'name', 'prototype', 'm']);
