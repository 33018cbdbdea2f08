/*---
description: An array pattern closes an iterator that it did not exhaust
esid: sec-runtime-semantics-destructuringassignmentevaluation
---*/

var closed = 0;
function source(n) {
  return {
    [Symbol.iterator]() { return this; },
    next() { n -= 1; return { value: n, done: n < 0 }; },
    return() { closed += 1; return {}; },
  };
}
var a, b;
[a] = source(3);
assert.sameValue(closed, 1);
[] = source(3);
assert.sameValue(closed, 2, 'an empty pattern');
[a, b] = source(1);
assert.sameValue(closed, 2, 'exhausted');
[...a] = source(2);
assert.sameValue(closed, 2, 'rest exhausts');
assert.throws(RangeError, function () {
  [(function () { throw new RangeError(); })().x] = source(2);
});
assert.sameValue(closed, 3, 'an exception of a target');
