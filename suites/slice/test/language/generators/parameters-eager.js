/*---
description: Parameters of a generator are bound at the call, its body starts at the first next
esid: sec-generator-function-definitions-runtime-semantics-evaluatebody
---*/

var log = [];
function* lazy(a = log.push('parameter')) { log.push('body'); }
var g = lazy();
assert.compareArray(log, ['parameter']);
g.next();
assert.compareArray(log, ['parameter', 'body']);
assert.throws(TypeError, function () { (function* ({ a }) {})(null); });
