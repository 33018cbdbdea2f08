/*---
description: Sloppy code may label a function declaration
esid: sec-labelled-function-declarations
flags: [noStrict]
---*/

assert.sameValue(typeof before, 'function');
label: function before() { return 'called'; }
assert.sameValue(before(), 'called');
