/*---
description: A compound assignment reads its left side before it evaluates the right one
esid: sec-assignment-operators-runtime-semantics-evaluation
---*/

var x = 1;
x += (x = 10);
assert.sameValue(x, 11);
var log = [];
var object = {
  get p() { log.push('get'); return 1; },
  set p(value) { log.push('set ' + value); },
};
object.p += (log.push('right'), 2);
assert.compareArray(log, ['get', 'right', 'set 3']);
