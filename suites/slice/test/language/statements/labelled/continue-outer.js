/*---
description: continue with a label goes on with the loop of that label and runs its update
esid: sec-continue-statement
---*/

var visited = [];
outer: for (var i = 0; i < 3; i += 1) {
  for (var j = 0; j < 3; j += 1) {
    if (j === i) continue outer;
    visited.push(i + '' + j);
  }
}
assert.compareArray(visited, ['10', '20', '21']);
var n = 0;
a: b: while (n < 2) {
  n += 1;
  if (n % 2) continue a;
  continue b;
}
assert.sameValue(n, 2);
