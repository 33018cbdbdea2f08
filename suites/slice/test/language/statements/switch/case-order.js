/*---
description: Cases are evaluated in order until one matches, those after default too
esid: sec-runtime-semantics-caseblockevaluation
---*/

var log = [];
function test(value) {
  log.push(value);
  return value;
}
switch (3) {
  case test(1):
  default:
    log.push('default');
    break;
  case test(2):
  case test(3):
    log.push('three');
    break;
  case test(4):
}
assert.compareArray(log, [1, 2, 3, 'three']);
