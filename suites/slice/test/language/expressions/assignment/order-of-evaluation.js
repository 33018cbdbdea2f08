/*---
description: The reference on the left is evaluated before the right side, the key is converted after it
esid: sec-assignment-operators-runtime-semantics-evaluation
---*/

var log = [];
function object() { log.push('object'); return {}; }
function value() { log.push('value'); return 1; }
var key = { toString() { log.push('key'); return 'k'; } };
object()[key] = value();
assert.compareArray(log, ['object', 'value', 'key']);
log = [];
var order = [];
function at(n) { order.push(n); return n; }
[at(1), at(2)][at(0)] = at(3);
assert.compareArray(order, [1, 2, 0, 3]);
