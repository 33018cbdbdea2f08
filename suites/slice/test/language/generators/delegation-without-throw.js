/*---
description: 'yield* closes an inner iterator that has no throw method and throws a TypeError'
esid: sec-generator-function-definitions-runtime-semantics-evaluation
---*/

var closed = 0;
var inner = {
  [Symbol.iterator]() { return this; },
  next() { return { value: 1, done: false }; },
  return() { closed += 1; return {}; },
};
function* outer() { yield* inner; }
var g = outer();
g.next();
assert.throws(TypeError, function () { g.throw(new RangeError()); });
assert.sameValue(closed, 1);
