/*---
description: max, min and hypot treat NaN, infinities and the zeros as the specification says
esid: sec-math.max
---*/

assert.sameValue(Math.max(), -Infinity);
assert.sameValue(Math.min(), Infinity);
assert.sameValue(Math.max(-0, 0), 0);
assert.sameValue(Math.min(0, -0), -0);
assert.sameValue(Math.max(1, NaN, 3), NaN);
assert.sameValue(Math.hypot(3, 4), 5);
assert.sameValue(Math.hypot(NaN, Infinity), Infinity);
assert.sameValue(Math.hypot(), 0);
var log = [];
Math.max(NaN, { valueOf() { log.push('converted'); return 1; } });
assert.sameValue(log.length, 1);
