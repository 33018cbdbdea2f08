/*---
description: new answers the object that the constructor returns, or the one it made
esid: sec-new-operator
---*/

function Plain(x) { this.x = x; }
assert.sameValue(new Plain(1).x, 1);
assert.sameValue(Object.getPrototypeOf(new Plain()), Plain.prototype);
assert.sameValue((new Plain).x, undefined);
var other = {};
function Other() { return other; }
assert.sameValue(new Other(), other);
function Primitive() { this.kept = true; return 5; }
assert(new Primitive().kept);
function Odd() {}
Odd.prototype = 5;
assert.sameValue(Object.getPrototypeOf(new Odd()), Object.prototype);
var holder = { inner: { Made: Plain } };
assert.sameValue(new holder.inner.Made(...[7]).x, 7);
assert.sameValue(new (function () { return Plain; })(), Plain, 'a function is an object too');
assert.sameValue(new new (function () { return Plain; })()(3).x, 3, 'arguments go to the innermost new first');
assert.throws(TypeError, function () { new ({ m() {} }).m(); });
assert.throws(TypeError, function () { new Math.max(); });
assert.throws(TypeError, function () { new 1; });
