/*---
description: switch starts at the first strictly equal case and falls through until a break
esid: sec-switch-statement
---*/

function run(value) {
  var log = '';
  switch (value) {
    case 1: log += 'one ';
    case 2: log += 'two '; break;
    default: log += 'default ';
    case 3: log += 'three ';
  }
  return log;
}
assert.sameValue(run(1), 'one two ');
assert.sameValue(run(2), 'two ');
assert.sameValue(run(3), 'three ');
assert.sameValue(run('1'), 'default three ');
assert.sameValue(run(NaN), 'default three ');
