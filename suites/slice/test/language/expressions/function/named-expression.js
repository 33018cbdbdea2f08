/*---
description: The name of a function expression is bound inside it and cannot be changed
esid: sec-function-definitions-runtime-semantics-instantiateordinaryfunctionexpression
flags: [noStrict]
---*/

var outer = function inner(n) { return n === 0 ? 'end' : inner(n - 1); };
assert.sameValue(outer(3), 'end');
assert.sameValue(typeof inner, 'undefined');
var kept = function self() { self = 1; return self; };
assert.sameValue(kept(), kept, 'sloppy code ignores the assignment');
assert.throws(TypeError, function self() { 'use strict'; self = 1; });
assert.sameValue((function hidden(hidden) { return hidden; })(5), 5);
assert.sameValue((function hidden() { var hidden; return hidden; })(), undefined);
