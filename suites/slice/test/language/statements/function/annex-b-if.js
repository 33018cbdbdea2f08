/*---
description: In sloppy code a function may be the branch of an if
esid: sec-functiondeclarations-in-ifstatement-statement-clauses
flags: [noStrict]
---*/

assert.sameValue(f, undefined);
if (true) function f() { return 'then'; } else function f() { return 'else'; }
assert.sameValue(f(), 'then');
