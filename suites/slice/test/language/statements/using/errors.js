/*---
description: Errors of disposal are chained into a SuppressedError
esid: sec-disposeresources
features: [explicit-resource-management]
---*/

function failing(error) { return { [Symbol.dispose]() { throw error; } }; }
var caught;
try {
  using a = failing('a');
  using b = failing('b');
  throw 'body';
} catch (error) {
  caught = error;
}
assert.sameValue(caught.constructor, SuppressedError);
assert.sameValue(caught.error, 'a');
assert.sameValue(caught.suppressed.error, 'b');
assert.sameValue(caught.suppressed.suppressed, 'body');
assert.throws(TypeError, function () { using x = {}; });
assert.throws(TypeError, function () { using x = 1; });
