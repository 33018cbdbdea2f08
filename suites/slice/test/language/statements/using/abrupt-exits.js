/*---
description: using disposes however its block is left
esid: sec-disposeresources
features: [explicit-resource-management]
---*/

var disposed = 0;
function resource() { return { [Symbol.dispose]() { disposed += 1; } }; }
function returns() { using r = resource(); return disposed; }
assert.sameValue(returns(), 0);
assert.sameValue(disposed, 1, 'return');
for (var i = 0; i < 3; i += 1) {
  using r = resource();
  if (i === 1) continue;
}
assert.sameValue(disposed, 4, 'each turn');
assert.throws(RangeError, function () { using r = resource(); throw new RangeError(); });
assert.sameValue(disposed, 5, 'throw');
for (using r of [resource(), resource()]);
assert.sameValue(disposed, 7, 'for-of');
