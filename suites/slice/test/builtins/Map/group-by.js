/*---
description: Map.groupBy groups by any key, in order of first appearance
esid: sec-map.groupby
---*/

var odd = {}, even = {};
var groups = Map.groupBy([1, 2, 3], n => n % 2 ? odd : even);
assert(groups instanceof Map);
assert.compareArray(groups.get(odd), [1, 3]);
assert.compareArray(groups.get(even), [2]);
assert.sameValue([...groups.keys()][0], odd);
