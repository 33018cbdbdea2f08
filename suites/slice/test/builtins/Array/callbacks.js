/*---
description: forEach, map, filter, some, every, find and their like pass value, index and array, and skip holes or not
esid: sec-array.prototype.map
---*/

var list = [1, , 3];
var seen = [];
list.forEach(function (value, index, array) { seen.push(value, index, array === list, this.tag); }, { tag: 't' });
assert.compareArray(seen, [1, 0, true, 't', 3, 2, true, 't']);
var mapped = list.map(x => x * 2);
assert.compareArray(mapped, [2, undefined, 6]);
assert.sameValue(1 in mapped, false);
assert.compareArray(list.filter(x => true), [1, 3]);
assert.sameValue(list.some(x => x === undefined), false);
assert.sameValue(list.every(x => x > 0), true);
assert.sameValue(list.find(x => x === undefined), undefined);
assert.sameValue(list.findIndex(x => x === undefined), 1, 'find visits holes');
assert.sameValue(list.findLast(x => x < 3), 1);
assert.sameValue(list.findLastIndex(x => x > 5), -1);
assert.throws(TypeError, function () { [].map(); });
assert.sameValue([1, 2, 3].map((x, i, all) => { all.length = 1; return x; }).length, 3);
