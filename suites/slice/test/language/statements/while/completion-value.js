/*---
description: 'A loop''s completion value is that of the last statement that had one'
esid: sec-while-statement-runtime-semantics-whileloopevaluation
---*/

assert.sameValue(eval('var i = 0; while (i < 3) { i += 1; i * 10; }'), 30);
assert.sameValue(eval('5; while (false);'), undefined);
assert.sameValue(eval('do { 7; break; } while (true)'), 7);
assert.sameValue(eval('for (var j = 0; j < 2; j += 1) { j; continue; }'), 1);
assert.sameValue(eval('outer: do { 3; for (;;) { break outer; } } while (false)'), undefined);
assert.sameValue(eval('for (var v of [4, 5]) v;'), 5);
