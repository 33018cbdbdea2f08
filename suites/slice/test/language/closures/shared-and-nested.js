/*---
description: Closures share the binding they close over, not its value
esid: sec-environment-records
---*/

function make() {
  var n = 0;
  return { up() { return n += 1; }, get() { return n; } };
}
var a = make(), b = make();
a.up();
a.up();
b.up();
assert.sameValue(a.get(), 2);
assert.sameValue(b.get(), 1);
var blocks = [];
for (var i = 0; i < 3; i += 1) {
  let j = i * i;
  const k = j + 1;
  blocks.push(() => j++ + k);
}
assert.compareArray(blocks.map(f => f()), [1, 3, 9]);
assert.compareArray(blocks.map(f => f()), [2, 4, 10]);
