/*---
description: A property deleted before its turn is not visited
esid: sec-enumerate-object-properties
---*/

var object = { first: 1, second: 2, third: 3 };
var keys = [];
for (var key in object) {
  keys.push(key);
  delete object.second;
}
assert.compareArray(keys, ['first', 'third']);
