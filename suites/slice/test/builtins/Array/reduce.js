/*---
description: reduce and reduceRight fold with or without a start value
esid: sec-array.prototype.reduce
---*/

assert.sameValue([1, 2, 3].reduce((a, x) => a + x), 6);
assert.sameValue([1, 2, 3].reduce((a, x) => a + x, ''), '123');
assert.sameValue([1, 2, 3].reduceRight((a, x) => a + x, ''), '321');
assert.sameValue([, 5, ,].reduce(() => 'never'), 5);
assert.throws(TypeError, function () { [].reduce(() => 1); });
assert.throws(TypeError, function () { [, ,].reduceRight(() => 1); });
assert.sameValue([].reduce(() => 1, undefined), undefined);
assert.compareArray([7, 8].reduce((a, x, i, all) => a.concat(i, all.length), []), [0, 2, 1, 2]);
