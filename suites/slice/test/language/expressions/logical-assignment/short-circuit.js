/*---
description: Logical assignments evaluate and assign only when the left side asks for it
esid: sec-assignment-operators-runtime-semantics-evaluation
---*/

var sets = 0;
var object = { set zero(v) { sets += 1; }, get zero() { return 0; } };
function never() { throw new Test262Error('must not be evaluated'); }
assert.sameValue(object.zero &&= never(), 0);
assert.sameValue(object.zero ??= never(), 0);
assert.sameValue(sets, 0);
assert.sameValue(object.zero ||= 5, 5);
assert.sameValue(sets, 1);
var a, b = 1, c = null;
a ??= 'a';
b &&= 'b';
c ||= 'c';
assert.sameValue(a + b + c, 'abc');
var f;
f ??= function () {};
assert.sameValue(f.name, 'f', 'the function takes the name');
