/*---
description: Labels and variables have separate names
esid: sec-labelled-statements
---*/

var same = 1;
same: for (;;) {
  same += 1;
  break same;
}
assert.sameValue(same, 2);
same: { same += 1; }
assert.sameValue(same, 3, 'a label may be used again after its statement');
