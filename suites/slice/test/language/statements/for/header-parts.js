/*---
description: Every part of a for header may be missing, and each has its moment
esid: sec-for-statement
---*/

var log = [];
function note(name, value) {
  log.push(name);
  return value;
}
var count = 0;
for (note('init'); note('test', count < 2); note('update')) {
  note('body');
  count += 1;
}
assert.compareArray(log, ['init', 'test', 'body', 'update', 'test', 'body', 'update', 'test']);
var turns = 0;
for (;;) {
  turns += 1;
  if (turns === 5) break;
}
assert.sameValue(turns, 5);
