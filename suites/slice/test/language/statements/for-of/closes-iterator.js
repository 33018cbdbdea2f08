/*---
description: 'Leaving for-of early calls the iterator''s return method once, finishing does not'
esid: sec-runtime-semantics-forin-div-ofbodyevaluation-lhs-stmt-iterator-lhskind-labelset
---*/

function make() {
  var at = 0;
  return {
    closed: 0,
    [Symbol.iterator]() { return this; },
    next() {
      at += 1;
      return { value: at, done: at > 3 };
    },
    return() {
      this.closed += 1;
      return {};
    },
  };
}
var byBreak = make();
for (const value of byBreak) break;
assert.sameValue(byBreak.closed, 1, 'break');

var byThrow = make();
assert.throws(RangeError, function () {
  for (const value of byThrow) throw new RangeError();
});
assert.sameValue(byThrow.closed, 1, 'throw');

var byReturn = make();
assert.sameValue((function () { for (const value of byReturn) return value; })(), 1);
assert.sameValue(byReturn.closed, 1, 'return');

var byLabel = make();
outer: do {
  for (const value of byLabel) continue outer;
} while (false);
assert.sameValue(byLabel.closed, 1, 'continue of an outer loop');

var finished = make();
for (const value of finished);
assert.sameValue(finished.closed, 0, 'finished');

var continued = make();
for (const value of continued) continue;
assert.sameValue(continued.closed, 0, 'continue');
