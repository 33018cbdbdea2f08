/*---
description: await adopts a thenable and takes its first answer
esid: await
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  assert.sameValue(await { then(resolve) { resolve('first'); resolve('second'); throw 'ignored'; } }, 'first');
  await assert.throwsAsync(EvalError, async () => { await { get then() { throw new EvalError(); } }; });
  var object = { then: 1 };
  assert.sameValue(await object, object, 'a then that is no function is not called');
});
