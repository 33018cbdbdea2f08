/*---
description: A finally that ends normally does not change what return answered
esid: sec-try-statement
---*/

function run() {
  var x = 1;
  try { return x; } finally { x = 2; }
}
assert.sameValue(run(), 1);
var log = [];
function order() {
  try { log.push('try'); return log.push('value'); } finally { log.push('finally'); }
}
assert.sameValue(order(), 2);
assert.compareArray(log, ['try', 'value', 'finally']);
