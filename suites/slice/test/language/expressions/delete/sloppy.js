/*---
description: In sloppy code delete answers false for what it cannot remove
esid: sec-delete-operator
flags: [noStrict]
---*/

var declared = 1;
assert.sameValue(delete declared, false);
assert.sameValue(declared, 1);
assert.sameValue(delete [].length, false);
assert.sameValue(delete Object.freeze({ a: 1 }).a, false);
assert.sameValue(delete notDeclaredAnywhere, true);
(function () { assert.sameValue(delete arguments, false); })();
eval('var dynamic = 1;');
assert.sameValue(delete dynamic, true);
assert.sameValue(typeof dynamic, 'undefined');
