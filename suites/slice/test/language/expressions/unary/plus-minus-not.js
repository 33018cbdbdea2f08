/*---
description: Unary operators convert their operand
esid: sec-unary-operators
---*/

assert.sameValue(+'', 0);
assert.sameValue(+' 12 ', 12);
assert.sameValue(+'0x1f', 31);
assert.sameValue(+'0b101', 5);
assert.sameValue(+'1e3', 1000);
assert.sameValue(+'1_000', NaN);
assert.sameValue(+'-0x1', NaN);
assert.sameValue(+[], 0);
assert.sameValue(+[5], 5);
assert.sameValue(+{}, NaN);
assert.sameValue(+null, 0);
assert.sameValue(-'5', -5);
assert.sameValue(-0, -0);
assert.sameValue(!'', true);
assert.sameValue(!!'0', true);
assert.sameValue(- -1, 1);
