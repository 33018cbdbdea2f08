/*---
description: includes finds NaN and holes, indexOf does not
esid: sec-array.prototype.includes
---*/

var list = [1, NaN, , -0];
assert.sameValue(list.includes(NaN), true);
assert.sameValue(list.indexOf(NaN), -1);
assert.sameValue(list.includes(undefined), true);
assert.sameValue(list.indexOf(undefined), -1);
assert.sameValue(list.includes(0), true);
assert.sameValue(list.indexOf(0), 3);
assert.sameValue([1, 2, 1].lastIndexOf(1), 2);
assert.sameValue([1, 2, 1].lastIndexOf(1, -2), 0);
assert.sameValue([1, 2, 1].indexOf(1, 1), 2);
assert.sameValue([1, 2, 3].at(-1), 3);
assert.sameValue([1].at(5), undefined);
