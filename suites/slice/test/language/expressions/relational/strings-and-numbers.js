/*---
description: Relations compare two strings by code units and everything else by number
esid: sec-relational-operators
---*/

assert('a' < 'b');
assert('B' < 'a');
assert('10' < '9');
assert(10 > '9');
assert('' < 'a');
assert('\uD83D' < '\uFFFF');
assert('\u{1F600}' < '\uFFFF', 'a surrogate is a smaller code unit');
assert.sameValue(undefined < 1, false);
assert.sameValue(undefined >= 1, false);
assert(null >= 0);
assert(null <= 0);
assert.sameValue(NaN <= NaN, false);
var log = [];
function operand(name) { return { valueOf() { log.push(name); return 1; } }; }
operand('left') > operand('right');
operand('left') <= operand('right');
assert.compareArray(log, ['left', 'right', 'left', 'right']);
