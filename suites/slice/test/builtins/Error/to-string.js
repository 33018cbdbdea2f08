/*---
description: toString joins name and message of any object
esid: sec-error.prototype.tostring
---*/

assert.sameValue(String(new TypeError('why')), 'TypeError: why');
assert.sameValue(String(new Error()), 'Error');
var toString = Error.prototype.toString;
assert.sameValue(toString.call({ name: 'N', message: 'm' }), 'N: m');
assert.sameValue(toString.call({ name: '', message: 'm' }), 'm');
assert.sameValue(toString.call({}), 'Error');
assert.throws(TypeError, function () { toString.call(1); });
