/*---
description: A replacer filters or maps, the third argument indents
esid: sec-json.stringify
---*/

var value = { b: 1, a: [1, { c: 2 }], d: {} , e: [] };
assert.sameValue(JSON.stringify(value, ['a', 'c']), '{"a":[1,{"c":2}]}');
assert.sameValue(JSON.stringify(value, (k, v) => typeof v === 'number' ? v + 1 : v), '{"b":2,"a":[2,{"c":3}],"d":{},"e":[]}');
assert.sameValue(JSON.stringify(value, null, 1), '{\n "b": 1,\n "a": [\n  1,\n  {\n   "c": 2\n  }\n ],\n "d": {},\n "e": []\n}');
assert.sameValue(JSON.stringify([1], null, '--'), '[\n--1\n]');
assert.sameValue(JSON.stringify([1], null, 20), '[\n          1\n]', 'ten at most');
assert.sameValue(JSON.stringify({ 1: 'x', b: 'y' }, [1, 1, new String('b')]), '{"1":"x","b":"y"}');
