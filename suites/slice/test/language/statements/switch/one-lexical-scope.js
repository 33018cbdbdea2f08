/*---
description: All cases of a switch share one lexical scope with a dead zone
esid: sec-switch-statement
---*/

let name = 'outer';
function run(value) {
  switch (value) {
    case 0:
      let name = 'inner';
    case 1:
      return name;
    case 2:
      name = 'assigned';
      return name;
  }
}
assert.sameValue(run(0), 'inner');
assert.throws(ReferenceError, function () { run(1); });
assert.throws(ReferenceError, function () { run(2); });
assert.sameValue(name, 'outer');
