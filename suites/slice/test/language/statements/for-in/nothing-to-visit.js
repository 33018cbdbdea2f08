/*---
description: for-in over null and undefined does nothing, over a string it visits indices
esid: sec-forin-div-ofheadevaluation
---*/

for (var a in null) throw new Test262Error('null has no keys');
for (var b in undefined) throw new Test262Error('undefined has no keys');
for (var c in 42) throw new Test262Error('a number has no enumerable keys');
assert.sameValue(a, undefined);
var keys = [];
for (var k in 'xyz') keys.push(k);
assert.compareArray(keys, ['0', '1', '2']);
