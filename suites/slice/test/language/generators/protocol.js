/*---
description: A generator runs between yields, and next hands values in and out
esid: sec-generator-objects
---*/

function* talk() {
  var got = yield 'first';
  got = yield 'second ' + got;
  return 'end ' + got;
}
var g = talk();
var step = g.next('ignored');
assert.sameValue(step.value, 'first');
assert.sameValue(step.done, false);
assert.sameValue(g.next('a').value, 'second a');
step = g.next('b');
assert.sameValue(step.value, 'end b');
assert.sameValue(step.done, true);
step = g.next();
assert.sameValue(step.value, undefined);
assert.sameValue(step.done, true);
assert.sameValue(g[Symbol.iterator](), g);
assert.throws(TypeError, function () { new talk(); });
assert.sameValue(Object.getPrototypeOf(g), talk.prototype);
