/*---
description: Comments count as white space, and as a line end when they hold one; HTML-like ones are for scripts
esid: sec-comments
flags: [noStrict]
---*/

var x = 1/* in one line */+/**/1; // to the end
assert.sameValue(x, 2);
function f() { return /*
*/ 1; }
assert.sameValue(f(), undefined);
x = 5;
<!-- x = 6;
--> x = 7;
/* a
 */ --> x = 8;
assert.sameValue(x, 5);
assert.sameValue(x --> 0, true);
