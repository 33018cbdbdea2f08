/*---
description: for-in visits enumerable string keys, own ones before inherited ones, each name once
esid: sec-enumerate-object-properties
---*/

var parent = { shared: 1, inherited: 2 };
var child = Object.create(parent);
child.own = 3;
child.shared = 4;
child[Symbol('hidden')] = 5;
Object.defineProperty(child, 'quiet', { value: 6, enumerable: false });
var keys = [];
for (var key in child) keys.push(key);
assert.compareArray(keys, ['own', 'shared', 'inherited']);
