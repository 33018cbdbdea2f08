/*---
description: The Map constructor calls the method set of the new object and closes its source on failure
esid: sec-map-iterable
---*/

var calls = 0;
class Counting extends Map { set(k, v) { calls += 1; return super.set(k, v); } }
assert.sameValue(new Counting([['a', 1], ['b', 2]]).size, 2);
assert.sameValue(calls, 2);
var closed = 0;
var source = {
  [Symbol.iterator]() { return this; },
  next() { return { value: 1, done: false }; },
  return() { closed += 1; return {}; },
};
assert.throws(TypeError, function () { new Map(source); });
assert.sameValue(closed, 1);
assert.sameValue(new Map(null).size, 0);
