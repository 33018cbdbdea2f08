/*---
description: Prefix operators answer the new number, postfix operators the old one as a number
esid: sec-update-expressions
---*/

var x = '5';
assert.sameValue(x++, 5);
assert.sameValue(x, 6);
assert.sameValue(++x, 7);
assert.sameValue(x--, 7);
assert.sameValue(--x, 5);
var n = 9007199254740993n;
assert.sameValue(n++, 9007199254740993n);
assert.sameValue(n, 9007199254740994n);
var u;
assert.sameValue(u++, NaN);
var z = -0;
assert.sameValue(z++, -0);
var keys = 0;
var o = { k: 1 };
o[{ toString() { keys += 1; return 'k'; } }]++;
assert.sameValue(keys, 1, 'the key is converted once');
assert.sameValue(o.k, 2);
assert.throws(TypeError, function () { var s = Symbol(); s++; });
