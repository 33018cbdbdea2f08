/*---
description: Sloppy code may give the variable of for-in an initialiser, which is evaluated
esid: sec-initializers-in-forin-statement-heads
flags: [noStrict]
---*/

var effects = 0;
for (var key = (effects += 1, 'start') in {});
assert.sameValue(effects, 1);
assert.sameValue(key, 'start');
