/*---
description: The completion value of an if without a value is undefined, not that of the statement before
esid: sec-if-statement-runtime-semantics-evaluation
---*/

assert.sameValue(eval('1; if (true) { 2; }'), 2);
assert.sameValue(eval('1; if (false) { 2; }'), undefined);
assert.sameValue(eval('1; if (true) { }'), undefined);
assert.sameValue(eval('1; if (false) 2; else 3;'), 3);
assert.sameValue(eval('1; var unused;'), 1);
