/*---
description: typeof names the type of every kind of value
esid: sec-typeof-operator
---*/

assert.sameValue(typeof undefined, 'undefined');
assert.sameValue(typeof null, 'object');
assert.sameValue(typeof true, 'boolean');
assert.sameValue(typeof 1, 'number');
assert.sameValue(typeof 1n, 'bigint');
assert.sameValue(typeof '', 'string');
assert.sameValue(typeof Symbol(), 'symbol');
assert.sameValue(typeof {}, 'object');
assert.sameValue(typeof [], 'object');
assert.sameValue(typeof function () {}, 'function');
assert.sameValue(typeof class {}, 'function');
assert.sameValue(typeof (async () => {}), 'function');
assert.sameValue(typeof notDeclaredAnywhere, 'undefined');
assert.sameValue(typeof new Proxy(function () {}, {}), 'function');
assert.sameValue(typeof typeof 1, 'string');
