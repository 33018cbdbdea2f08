/*---
description: instanceof walks the prototypes, or asks Symbol.hasInstance
esid: sec-instanceofoperator
---*/

function F() {}
var object = new F();
assert(object instanceof F);
assert(object instanceof Object);
F.prototype = {};
assert.sameValue(object instanceof F, false, 'the prototype is looked up at the time of the question');
assert.sameValue(1 instanceof Number, false);
assert(Object.create([]) instanceof Array);
var even = { [Symbol.hasInstance](value) { return value % 2 === 0 && 'truthy'; } };
assert.sameValue(2 instanceof even, true);
assert.sameValue(3 instanceof even, false);
var bound = F.bind(null);
assert(new F() instanceof bound);
assert.throws(TypeError, function () { object instanceof {}; });
assert.throws(TypeError, function () { object instanceof 1; });
assert.throws(TypeError, function () { object instanceof (() => {}); }, 'an arrow has no prototype to look for');
