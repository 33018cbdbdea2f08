/*---
description: The set methods combine with anything that has size, has and keys
esid: sec-set.prototype.union
features: [set-methods]
---*/

var a = new Set([1, 2, 3]);
var b = new Set([3, 4]);
assert.compareArray([...a.union(b)], [1, 2, 3, 4]);
assert.compareArray([...a.intersection(b)], [3]);
assert.compareArray([...a.difference(b)], [1, 2]);
assert.compareArray([...a.symmetricDifference(b)], [1, 2, 4]);
assert.sameValue(new Set([1]).isSubsetOf(a), true);
assert.sameValue(a.isSupersetOf(b), false);
assert.sameValue(a.isDisjointFrom(new Set([9])), true);
assert.compareArray([...a.intersection(new Map([[2, 'x']]))], [2]);
assert.throws(TypeError, function () { a.union([1]); });
assert.throws(RangeError, function () { a.union({ size: -1, has() {}, keys() {} }); });
