/*---
description: 'yield* forwards next, throw and return to the inner iterator and answers its return value'
esid: sec-generator-function-definitions-runtime-semantics-evaluation
---*/

var log = [];
var inner = {
  [Symbol.iterator]() { return this; },
  next(v) { log.push('next ' + v); return { value: 'n', done: false }; },
  throw(v) { log.push('throw ' + v); return { value: 't', done: false }; },
  return(v) { log.push('return ' + v); return { value: 'r', done: true }; },
};
function* outer() { yield* inner; }
var g = outer();
assert.sameValue(g.next('a').value, 'n');
assert.sameValue(g.next('b').value, 'n');
assert.sameValue(g.throw('c').value, 't');
var step = g.return('d');
assert.sameValue(step.value, 'r');
assert.sameValue(step.done, true);
assert.compareArray(log, ['next undefined', 'next b', 'throw c', 'return d']);
function* sub() { yield 1; return 'result'; }
function* main() { return yield* sub(); }
var m = main();
m.next();
assert.sameValue(m.next().value, 'result');
assert.compareArray([...(function* () { yield* 'ab'; yield* [1]; })()], ['a', 'b', 1]);
