/*---
description: JSON.parse takes exactly the JSON grammar
esid: sec-json.parse
---*/

assert.sameValue(JSON.parse(' {"a": [1, -2.5e3, true, null, "\\u0041\\n"]} ').a[4], 'A\n');
assert.sameValue(JSON.parse('{"a":1,"a":2}').a, 2);
assert.sameValue(JSON.parse('-0'), -0);
assert(Object.hasOwn(JSON.parse('{"__proto__": 1}'), '__proto__'));
assert.sameValue(JSON.parse('"\u2028"'), '\u2028');
['', '{a:1}', "'a'", '[1,]', '01', '1.', '+1', '"\n"', '"\\x41"', 'undefined', '[1', '{"a"}', 'nul', '1 2', '\u00A01'].forEach(function (text) {
  assert.throws(SyntaxError, function () { JSON.parse(text); }, text);
});
