/*---
description: assign copies own enumerable properties by get and set, in order, from all sources
esid: sec-object.assign
---*/

var log = [];
var target = { set p(v) { log.push('set ' + v); } };
var source = { get p() { log.push('get'); return 1; } };
assert.sameValue(Object.assign(target, null, source, undefined, { q: 2 }, 'x'), target);
assert.compareArray(log, ['get', 'set 1']);
assert.sameValue(target.q, 2);
assert.sameValue(target[0], 'x');
assert.throws(TypeError, function () { Object.assign(null); });
assert.throws(TypeError, function () { Object.assign(Object.freeze({ a: 1 }), { a: 2 }); });
assert.sameValue(typeof Object.assign(1), 'object');
