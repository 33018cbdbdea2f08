/*---
description: for-of over a value without an iterator method throws a TypeError
esid: sec-getiterator
---*/

[undefined, null, 1, {}, { [Symbol.iterator]: 1 }, { [Symbol.iterator]() { return 1; } }].forEach(function (value) {
  assert.throws(TypeError, function () {
    for (var x of value);
  });
});
