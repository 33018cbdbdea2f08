/*---
description: Computed keys are converted before their value is evaluated
esid: sec-object-initializer-runtime-semantics-propertydefinitionevaluation
---*/

var log = [];
function key(name) { return { toString() { log.push('key ' + name); return name; } }; }
function value(name) { log.push('value ' + name); return name; }
var object = { [key('a')]: value('a'), [key('b')]: value('b') };
assert.compareArray(log, ['key a', 'value a', 'key b', 'value b']);
var tag = Symbol('described');
var named = { [tag]: () => {}, get ["x" + 1]() { return 1; } };
assert.sameValue(named[tag].name, "[described]");
assert.sameValue(named.x1, 1);
