/*---
description: break with a label leaves any labelled statement
esid: sec-labelled-statements
---*/

var log = [];
block: {
  log.push('in');
  if (log.length) break block;
  log.push('never');
}
conditional: if (true) {
  log.push('if');
  break conditional;
}
assert.compareArray(log, ['in', 'if']);
