/*---
description: A property that is not enumerable hides the enumerable one of the same name behind it
esid: sec-enumerate-object-properties
---*/

var child = Object.create({ a: 1, b: 2 });
Object.defineProperty(child, 'a', { value: 0, enumerable: false });
var keys = [];
for (var key in child) keys.push(key);
assert.compareArray(keys, ['b']);
