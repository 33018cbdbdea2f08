/*---
description: reduce, toArray, forEach, some, every and find use the iterator up or close it
esid: sec-iteratorprototype.some
features: [iterator-helpers]
---*/

var closed = 0;
function* source() { try { yield 1; yield 2; yield 3; } finally { closed += 1; } }
assert.compareArray(source().toArray(), [1, 2, 3]);
assert.sameValue(source().reduce((a, b) => a + b), 6);
closed = 0;
assert.sameValue(source().some(n => n === 2), true);
assert.sameValue(closed, 1);
assert.sameValue(source().every(n => n < 2), false);
assert.sameValue(closed, 2);
assert.sameValue(source().find(n => n > 1), 2);
assert.sameValue(closed, 3);
var seen = [];
assert.sameValue(source().forEach((n, at) => seen.push(n + at)), undefined);
assert.compareArray(seen, [1, 3, 5]);
assert.throws(TypeError, function () { [].values().reduce((a, b) => a); });
