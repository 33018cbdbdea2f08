/*---
description: An iterator that fails by itself is not closed
esid: sec-iteratorstepvalue
---*/

var closed = 0;
function broken(next) {
  return {
    [Symbol.iterator]() { return this; },
    next: next,
    return() { closed += 1; return {}; },
  };
}
assert.throws(RangeError, function () { for (const x of broken(function () { throw new RangeError(); })); });
assert.throws(TypeError, function () { for (const x of broken(function () { return 1; })); });
assert.throws(EvalError, function () {
  for (const x of broken(function () { return { get done() { throw new EvalError(); } }; }));
});
assert.throws(EvalError, function () {
  for (const x of broken(function () { return { done: false, get value() { throw new EvalError(); } }; }));
});
assert.sameValue(closed, 0);
