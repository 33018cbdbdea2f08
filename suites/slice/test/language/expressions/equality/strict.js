/*---
description: Strict equality never converts
esid: sec-isstrictlyequal
---*/

assert.sameValue('1' === 1, false);
assert.sameValue(null === undefined, false);
assert.sameValue(NaN === NaN, false);
assert(0 === -0);
assert('a' + 'b' === 'ab');
var object = {};
assert(object === object);
assert.sameValue({} === {}, false);
assert(NaN !== NaN);
