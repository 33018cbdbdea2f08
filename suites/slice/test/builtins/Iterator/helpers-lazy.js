/*---
description: map, filter, take, drop and flatMap of iterators are lazy
esid: sec-iteratorprototype.map
features: [iterator-helpers]
---*/

var log = [];
function* naturals() { for (var n = 1; ; n += 1) { log.push(n); yield n; } }
var chain = naturals().filter(n => n % 2).map((n, at) => n * 10 + at).drop(1).take(2);
assert.sameValue(log.length, 0);
assert.compareArray([...chain], [31, 52]);
assert.compareArray(log, [1, 2, 3, 4, 5]);
assert.compareArray([...[1, 2].values().flatMap(n => [n, n])], [1, 1, 2, 2]);
assert.throws(TypeError, function () { [1].values().flatMap(n => 'text').next(); });
assert.throws(RangeError, function () { [1].values().take(-1); });
assert.throws(RangeError, function () { [1].values().drop(NaN); });
