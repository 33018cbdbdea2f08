/*---
description: Assigning a const throws a TypeError after the right side was evaluated
esid: sec-let-and-const-declarations
---*/

const fixed = { field: 1 };
var evaluated = 0;
assert.throws(TypeError, function () { fixed = (evaluated += 1); });
assert.throws(TypeError, function () { fixed += 1; });
assert.throws(TypeError, function () { fixed++; });
assert.throws(TypeError, function () { [fixed] = [1]; });
assert.throws(TypeError, function () { for (fixed of [1]); });
assert.sameValue(evaluated, 1);
fixed.field = 2;
assert.sameValue(fixed.field, 2);
fixed ||= 1;
assert.sameValue(fixed.field, 2, 'a short-circuit does not assign');
