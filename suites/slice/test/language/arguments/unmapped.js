/*---
description: Strict functions and those with other parameters have unlinked arguments
esid: sec-createunmappedargumentsobject
---*/

function strict(a) { 'use strict'; a = 2; return arguments; }
assert.sameValue(strict(1)[0], 1);
function withDefault(a = 0) { a = 2; return arguments; }
assert.sameValue(withDefault(1)[0], 1);
function withRest(a, ...r) { a = 2; return arguments; }
assert.sameValue(withRest(1)[0], 1);
assert.throws(TypeError, function () { strict().callee; });
assert.throws(TypeError, function () { withDefault().callee; });
