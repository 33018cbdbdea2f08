/*---
description: A directive makes its function strict, also through nested functions, but not a parenthesised string
esid: sec-directive-prologues-and-the-use-strict-directive
flags: [noStrict]
---*/

function strict() { 'other directive'; "use strict"; return (function () { return this; })(); }
assert.sameValue(strict(), undefined);
function parenthesised() { ('use strict'); return this; }
assert.sameValue(parenthesised(), globalThis);
function late() { var x; 'use strict'; return this; }
assert.sameValue(late(), globalThis);
function escaped() { 'use\x20strict'; return this; }
assert.sameValue(escaped(), globalThis);
assert.sameValue(010, 8);
assert.sameValue('\101', 'A');
