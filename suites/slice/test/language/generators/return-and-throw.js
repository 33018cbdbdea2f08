/*---
description: return and throw resume a generator abruptly at its yield, finally blocks run and may yield
esid: sec-generator.prototype.return
---*/

var log = [];
function* guarded() {
  try {
    yield 1;
  } catch (e) {
    log.push('caught ' + e);
    yield 2;
  } finally {
    log.push('finally');
    yield 3;
  }
  log.push('never after return');
}
var g = guarded();
g.next();
assert.sameValue(g.throw('x').value, 2);
var step = g.return('r');
assert.sameValue(step.value, 3);
assert.sameValue(step.done, false);
step = g.next();
assert.sameValue(step.value, 'r');
assert.sameValue(step.done, true);
assert.compareArray(log, ['caught x', 'finally']);
var fresh = guarded();
step = fresh.return('early');
assert.sameValue(step.value, 'early');
assert.sameValue(step.done, true);
assert.throws(RangeError, function () { guarded().throw(new RangeError()); });
assert.compareArray(log, ['caught x', 'finally']);
