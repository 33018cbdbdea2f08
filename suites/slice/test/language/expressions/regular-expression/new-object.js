/*---
description: A regular expression literal makes a new object at each evaluation
esid: sec-regular-expression-literals
---*/

function make() { return /a[/]b/gi; }
assert.notSameValue(make(), make());
assert.sameValue(make().source, 'a[/]b');
assert.sameValue(make().flags, 'gi');
assert.sameValue(Object.getPrototypeOf(make()), RegExp.prototype);
