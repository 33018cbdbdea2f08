/*---
description: 'The body''s exception wins over one of return, which wins over a break'
esid: sec-iteratorclose
---*/

function closing(method) {
  return {
    [Symbol.iterator]() { return this; },
    next() { return { value: 1, done: false }; },
    return: method,
  };
}
assert.throws(RangeError, function () {
  for (const x of closing(function () { throw new TypeError(); })) throw new RangeError();
});
assert.throws(EvalError, function () {
  for (const x of closing(function () { throw new EvalError(); })) break;
});
assert.throws(TypeError, function () {
  for (const x of closing(function () { return 1; })) break;
}, 'return must answer an object');
assert.throws(RangeError, function () {
  for (const x of closing(1)) throw new RangeError();
}, 'a return that is no function does not hide the exception');
for (const x of closing(null)) break;
