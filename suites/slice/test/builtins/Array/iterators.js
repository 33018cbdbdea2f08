/*---
description: keys, values and entries share one iterator prototype and end for good
esid: sec-array-iterator-objects
---*/

var list = ['a', 'b'];
assert.compareArray([...list.keys()], [0, 1]);
assert.compareArray([...list.entries()].map(String), ['0,a', '1,b']);
assert.sameValue(Array.prototype[Symbol.iterator], Array.prototype.values);
var it = list.values();
assert.sameValue(Object.getPrototypeOf(it), Object.getPrototypeOf(list.keys()));
it.next();
it.next();
assert.sameValue(it.next().done, true);
list.push('c');
assert.sameValue(it.next().done, true);
assert.sameValue(Object.prototype.toString.call(it), '[object Array Iterator]');
assert.throws(TypeError, function () { it.next.call({}); });
