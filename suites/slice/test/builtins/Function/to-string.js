/*---
description: toString answers the source text of a function, native ones say so
esid: sec-function.prototype.tostring
---*/

function spaced ( a,b ) { /* kept */ return a }
assert.sameValue(spaced.toString(), 'function spaced ( a,b ) { /* kept */ return a }');
assert.sameValue((x => x).toString(), 'x => x');
assert.sameValue(class  A { m () {} }.toString(), 'class  A { m () {} }');
assert.sameValue({ async * m() {} }.m.toString(), 'async * m() {}');
assert.sameValue(Object.getOwnPropertyDescriptor({ get  p () { return 1 } }, 'p').get.toString(), 'get  p () { return 1 }');
assert(Math.max.toString().includes('[native code]'));
assert(spaced.bind().toString().includes('[native code]'));
assert.throws(TypeError, function () { Function.prototype.toString.call({}); });
