/*---
description: A comma evaluates from left to right and answers the last value, without its reference
esid: sec-comma-operator
---*/

var log = [];
assert.sameValue((log.push('a'), log.push('b'), 'c'), 'c');
assert.compareArray(log, ['a', 'b']);
var object = { method() { 'use strict'; return this; } };
assert.sameValue((object.method)(), object);
assert.sameValue((0, object.method)(), undefined);
