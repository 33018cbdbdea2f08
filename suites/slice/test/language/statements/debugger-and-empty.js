/*---
description: debugger and the empty statement do nothing
esid: sec-debugger-statement
---*/

var x = 1;
debugger;
;
if (x) ; else x = 2;
assert.sameValue(x, 1);
assert.sameValue(eval('9; debugger;'), 9);
assert.sameValue(eval('9; ;'), 9);
