/*---
description: An optional chain stops at null or undefined and answers undefined for the whole chain
esid: sec-optional-chains
---*/

var calls = 0;
function count() { calls += 1; return 'k'; }
var none = null;
assert.sameValue(none?.a, undefined);
assert.sameValue(none?.a.b.c(count()), undefined);
assert.sameValue(none?.[count()], undefined);
assert.sameValue(none?.(count()), undefined);
assert.sameValue(calls, 0);
assert.throws(TypeError, function () { (none?.a).b; }, 'parentheses end the chain');
var object = { a: { b() { return this; } }, zero: 0 };
assert.sameValue(object?.a?.b(), object.a);
assert.sameValue(object.a?.b?.(), object.a);
assert.sameValue((object.a?.b)(), object.a, 'parentheses keep the reference');
assert.sameValue(object.zero?.toFixed(1), '0.0');
assert.sameValue(object.missing?.(), undefined);
assert.throws(TypeError, function () { object.zero?.(); });
assert.sameValue(true?.5:1, .5, 'a digit after the mark makes it a conditional');
