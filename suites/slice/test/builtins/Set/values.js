/*---
description: A Set keeps each value once in insertion order
esid: sec-set-objects
---*/

var set = new Set([1, 2, 1, NaN, NaN, -0]);
assert.compareArray([...set], [1, 2, NaN, 0]);
assert.sameValue(set.size, 4);
assert.sameValue(set.add('x'), set);
assert.sameValue(set.delete(1), true);
assert.sameValue(set.has(1), false);
assert.sameValue(set.keys, set.values);
assert.compareArray([...new Set('aab').entries()].map(String), ['a,a', 'b,b']);
var seen = [];
for (const value of set) {
  seen.push(value);
  if (value === 2) { set.delete(NaN); set.add('late'); }
}
assert.compareArray(seen, [2, 0, 'x', 'late']);
assert.throws(TypeError, function () { Set(); });
assert.throws(TypeError, function () { new Set(1); });
