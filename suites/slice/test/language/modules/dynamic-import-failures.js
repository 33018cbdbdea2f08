/*---
description: import() rejects for every failure and throws for none
esid: sec-import-calls
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  await assert.throwsAsync(SyntaxError, () => import('./bad-syntax_FIXTURE.js'));
  await assert.throwsAsync(RangeError, () => import('./throws_FIXTURE.js'));
  await assert.throwsAsync(EvalError, () => import({ toString() { throw new EvalError(); } }));
  await assert.throwsAsync(TypeError, () => import(Symbol()));
  var errors = [];
  for (var i = 0; i < 2; i += 1) await import('./throws_FIXTURE.js').catch(e => errors.push(e));
  assert.sameValue(errors[0], errors[1], 'the module ran once and keeps its error');
});
