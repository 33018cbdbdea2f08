/*---
description: Arguments are evaluated in order, spread ones by iteration, before the callee is checked
esid: sec-function-calls
---*/

function list() { return Array.prototype.slice.call(arguments); }
assert.compareArray(list(...[1, 2], 3, ...'ab', ...[], ...new Array(1)), [1, 2, 3, 'a', 'b', undefined]);
var log = [];
assert.throws(TypeError, function () { undefined(log.push('evaluated')); });
assert.compareArray(log, ['evaluated']);
assert.throws(TypeError, function () { var o = {}; o.missing(log.push('again')); });
assert.sameValue(log.length, 2);
assert.throws(TypeError, function () { null.field(log.push('never')); });
assert.sameValue(log.length, 2);
assert.throws(TypeError, function () { list(...1); });
assert.sameValue(list(1, 2, ).length, 2, 'a trailing comma adds nothing');
