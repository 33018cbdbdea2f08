/*---
description: A Map keeps keys by SameValueZero in insertion order, also while it changes
esid: sec-map-objects
---*/

var map = new Map([[NaN, 'nan'], [-0, 'zero'], ['a', 1]]);
assert.sameValue(map.get(NaN), 'nan');
assert.sameValue(map.get(0), 'zero');
assert.sameValue([...map.keys()][1], 0, 'minus zero becomes zero');
assert.sameValue(map.set('a', 2), map);
assert.sameValue(map.size, 3);
map.delete(NaN);
map.set(NaN, 'again');
assert.compareArray([...map.keys()], [0, 'a', NaN]);
assert.sameValue(map.delete('missing'), false);
assert.sameValue(map.has('a'), true);
var seen = [];
map.forEach(function (value, key, all) {
  seen.push(key);
  if (key === 0) { all.delete('a'); all.set('late', 1); }
});
assert.compareArray(seen, [0, NaN, 'late']);
map.clear();
assert.sameValue(map.size, 0);
assert.sameValue(map[Symbol.iterator], map.entries);
assert.throws(TypeError, function () { Map(); });
assert.throws(TypeError, function () { new Map([1]); });
assert.throws(TypeError, function () { Map.prototype.get.call(new Set(), 1); });
