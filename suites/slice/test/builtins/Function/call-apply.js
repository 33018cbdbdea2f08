/*---
description: call and apply set this and the arguments, apply takes any array-like
esid: sec-function.prototype.apply
---*/

function f() { 'use strict'; return [this, ...arguments]; }
assert.compareArray(f.call(1, 2, 3), [1, 2, 3]);
assert.compareArray(f.apply(1, [2, 3]), [1, 2, 3]);
assert.compareArray(f.apply(1, { length: 2, 0: 'a' }), [1, 'a', undefined]);
assert.compareArray(f.apply(1, null), [1]);
assert.compareArray(f.call(), [undefined]);
assert.throws(TypeError, function () { f.apply(1, 2); });
assert.throws(TypeError, function () { Function.prototype.call.call({}); });
assert.sameValue(Function.prototype(), undefined);
