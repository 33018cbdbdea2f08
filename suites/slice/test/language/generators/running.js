/*---
description: A generator that is running cannot be resumed
esid: sec-generatorvalidate
---*/

var g;
function* self() { g.next(); }
g = self();
assert.throws(TypeError, function () { g.next(); });
assert.sameValue(g.next().done, true, 'the exception ended it');
assert.throws(TypeError, function () { g.next.call({}); });
