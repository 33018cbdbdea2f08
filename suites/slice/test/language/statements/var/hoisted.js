/*---
description: A var exists from the start of its function with the value undefined
esid: sec-variable-statement
---*/

function run() {
  var log = [typeof late, late];
  if (false) { var late = 1; }
  for (var i in {}) { var inLoop; }
  log.push(typeof inLoop, i);
  return log;
}
assert.compareArray(run(), ['undefined', undefined, 'undefined', undefined]);
var again = 1;
var again;
assert.sameValue(again, 1, 'a second declaration without a value changes nothing');
