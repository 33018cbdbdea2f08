/*---
description: with over null or undefined throws a TypeError
esid: sec-with-statement
flags: [noStrict]
---*/

assert.throws(TypeError, function () { with (null); });
assert.throws(TypeError, function () { with (undefined); });
with (1) assert.sameValue(toFixed(1), '1.0');
