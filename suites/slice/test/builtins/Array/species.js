/*---
description: map, filter, slice, splice and concat make their result with Symbol.species
esid: sec-arrayspeciescreate
---*/

class List extends Array {}
assert(new List(1, 2).map(x => x) instanceof List);
assert(new List(1, 2).slice() instanceof List);
class Plain extends Array { static get [Symbol.species]() { return Array; } }
assert.sameValue(new Plain(1, 2).filter(x => x) instanceof Plain, false);
var odd = [1];
odd.constructor = { [Symbol.species]: null };
assert.sameValue(Object.getPrototypeOf(odd.concat(2)), Array.prototype);
odd.constructor = 1;
assert.throws(TypeError, function () { odd.map(x => x); });
