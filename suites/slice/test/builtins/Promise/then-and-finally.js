/*---
description: then passes values through missing handlers, finally keeps the outcome unless it throws
esid: sec-promise.prototype.finally
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  assert.sameValue(await Promise.resolve(1).then(null, 5), 1);
  assert.sameValue(await Promise.reject(2).then(x => 'no').catch(x => x + 1), 3);
  assert.sameValue(await Promise.resolve('kept').finally(function () { assert.sameValue(arguments.length, 0); return 'lost'; }), 'kept');
  await assert.throwsAsync(RangeError, () => Promise.resolve(1).finally(() => { throw new RangeError(); }));
  await assert.throwsAsync(EvalError, () => Promise.reject(new EvalError()).finally(() => Promise.resolve('ignored')));
  await assert.throwsAsync(TypeError, () => Promise.resolve().then(() => { null.field; }));
});
