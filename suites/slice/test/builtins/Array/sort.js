/*---
description: sort is stable, compares strings by default and puts undefined and holes last
esid: sec-array.prototype.sort
---*/

assert.compareArray([10, 9, 1].sort(), [1, 10, 9]);
assert.compareArray([10, 9, 1].sort((a, b) => a - b), [1, 9, 10]);
var list = ['b', undefined, , 'a'];
list.sort();
assert.compareArray(list, ['a', 'b', undefined, undefined]);
assert.sameValue(3 in list, false);
var pairs = [];
for (var i = 0; i < 40; i += 1) pairs.push({ key: i % 3, at: i });
pairs.sort((a, b) => a.key - b.key);
assert(pairs.every((p, n) => n === 0 || pairs[n - 1].key < p.key || (pairs[n - 1].key === p.key && pairs[n - 1].at < p.at)));
assert.throws(TypeError, function () { [].sort(null); });
assert.throws(RangeError, function () { [1, 2].sort(function () { throw new RangeError(); }); });
