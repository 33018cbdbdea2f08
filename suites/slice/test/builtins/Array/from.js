/*---
description: Array.from takes iterables before array-likes and maps on the way
esid: sec-array.from
---*/

assert.compareArray(Array.from('a\u{1F600}'), ['a', '\u{1F600}']);
assert.compareArray(Array.from({ length: 2, 0: 'x' }), ['x', undefined]);
assert.compareArray(Array.from([1, 2], function (x, i) { return x * this.factor + i; }, { factor: 10 }), [10, 21]);
var closed = 0;
var source = {
  [Symbol.iterator]() { return this; },
  next() { return { value: 1, done: false }; },
  return() { closed += 1; return {}; },
};
assert.throws(RangeError, function () { Array.from(source, function () { throw new RangeError(); }); });
assert.sameValue(closed, 1);
class List extends Array {}
assert(List.from([1]) instanceof List);
assert.throws(TypeError, function () { Array.from(null); });
assert.throws(TypeError, function () { Array.from([], 1); });
