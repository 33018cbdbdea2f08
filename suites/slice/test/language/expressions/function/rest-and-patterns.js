/*---
description: Parameters may be patterns with defaults and a rest that is a real array
esid: sec-function-definitions
---*/

function f({ a, b: [c] = [2] } = { a: 1 }, ...[first, ...others]) { return [a, c, first, others.length]; }
assert.compareArray(f(), [1, 2, undefined, 0]);
assert.compareArray(f({ a: 5, b: 'x' }, 6, 7, 8), [5, 'x', 6, 2]);
function rest(a, ...r) { return r; }
assert(Array.isArray(rest(1)));
assert.compareArray(rest(1, 2, 3), [2, 3]);
assert.sameValue(rest.length, 1);
assert.throws(TypeError, function () { f(null); });
