/*---
description: A conditional expression evaluates one branch and nests to the right
esid: sec-conditional-operator
---*/

var log = [];
function note(x) { log.push(x); return x; }
assert.sameValue(true ? note(1) : note(2), 1);
assert.sameValue(0 ? note(3) : note(4), 4);
assert.compareArray(log, [1, 4]);
assert.sameValue(false ? 1 : true ? 2 : 3, 2);
var box = { key: 1 };
assert.sameValue(true ? 'key' in box : 0, true);
