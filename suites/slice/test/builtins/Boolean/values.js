/*---
description: Boolean converts by truth, a Boolean object is always true
esid: sec-boolean-constructor
---*/

assert.sameValue(Boolean(''), false);
assert.sameValue(Boolean('false'), true);
assert.sameValue(Boolean(-0), false);
assert.sameValue(new Boolean(false) ? 1 : 2, 1);
assert.sameValue(new Boolean(false).valueOf(), false);
assert.sameValue(true.toString(), 'true');
assert.throws(TypeError, function () { Boolean.prototype.valueOf.call(1); });
