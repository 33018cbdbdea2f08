/*---
description: JSON.stringify leaves out what JSON cannot say and escapes what it must
esid: sec-json.stringify
---*/

assert.sameValue(JSON.stringify({ a: undefined, b: function () {}, c: Symbol(), d: NaN, e: -0, f: [undefined, () => {}] }), '{"d":null,"e":0,"f":[null,null]}');
assert.sameValue(JSON.stringify(undefined), undefined);
assert.sameValue(JSON.stringify('\u2028\u0007"\\\n\uD800'), '"\u2028\\u0007\\"\\\\\\n\\ud800"');
assert.sameValue(JSON.stringify(new Number(1)), '1');
assert.sameValue(JSON.stringify([new String('s'), new Boolean(false), Object(Symbol())]), '["s",false,{}]');
assert.sameValue(JSON.stringify({ toJSON(key) { return 'key:' + key; } }), '"key:"');
assert.sameValue(JSON.stringify({ a: { toJSON(key) { return 'key:' + key; } } }), '{"a":"key:a"}');
assert.throws(TypeError, function () { JSON.stringify(1n); });
var cyclic = {};
cyclic.self = [cyclic];
assert.throws(TypeError, function () { JSON.stringify(cyclic); });
