/*---
description: Parentheses change grouping and nothing else
esid: sec-grouping-operator
---*/

var a = 1;
(a) = 2;
assert.sameValue(a, 2);
((a))++;
assert.sameValue(a, 3);
assert.sameValue((1 + 2) * 3, 9);
assert.sameValue(typeof (notDeclaredAnywhere), 'undefined');
var object = { p: 1 };
[(a), (object.p)] = [5, 6];
assert.sameValue(a + object.p, 11);
assert.sameValue(delete (object.p), true);
for ((a) of [8]);
assert.sameValue(a, 8);
