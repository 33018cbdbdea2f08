/*---
description: BigInts compare with numbers and strings by mathematical value
esid: sec-islessthan
---*/

assert(1n == 1);
assert(1n == '1');
assert.sameValue(1n === 1, false);
assert(1n < 1.5);
assert(2n > '1');
assert.sameValue(1n < NaN, false);
assert.sameValue(9007199254740993n == 9007199254740992, false);
assert(9007199254740993n > 9007199254740992);
assert(1n < Infinity);
assert.sameValue(1n == 'x', false);
assert.compareArray([3n, 1, 2n, 10].sort(function (a, b) { return a < b ? -1 : a > b ? 1 : 0; }), [1, 2n, 3n, 10]);
assert.sameValue(0n ? 1 : 2, 2);
assert.sameValue(typeof 1n, 'bigint');
