/*---
description: Assigning a name nobody declared throws in strict code
esid: sec-putvalue
flags: [onlyStrict]
---*/

assert.throws(ReferenceError, function () { undeclaredName = 1; });
assert.sameValue('undeclaredName' in globalThis, false);
assert.throws(TypeError, function () { 'text'.length = 1; });
assert.throws(TypeError, function () { Object.freeze([1])[0] = 2; });
assert.throws(TypeError, function () { ({ get only() {} }).only = 1; });
assert.throws(TypeError, function () { undefined = 1; });
assert.throws(TypeError, function () { (5).field = 1; });
