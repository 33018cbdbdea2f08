/*---
description: Iterator is abstract, from wraps what has a next method
esid: sec-iterator.from
features: [iterator-helpers]
---*/

assert.throws(TypeError, function () { new Iterator(); });
assert.throws(TypeError, function () { Iterator(); });
class Mine extends Iterator {}
assert(new Mine() instanceof Iterator);
assert((function* () {})() instanceof Iterator);
var n = 0;
var wrapped = Iterator.from({ next() { n += 1; return { value: n, done: n > 2 }; } });
assert(wrapped instanceof Iterator);
assert.compareArray(wrapped.toArray(), [1, 2]);
assert.compareArray(Iterator.from('ab').toArray(), ['a', 'b']);
var own = [].values();
assert.sameValue(Iterator.from(own), own);
assert.throws(TypeError, function () { Iterator.from(1); });
assert.sameValue(Iterator.prototype[Symbol.iterator].call(own), own);
