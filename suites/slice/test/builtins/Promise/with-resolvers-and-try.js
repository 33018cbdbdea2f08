/*---
description: withResolvers hands out the functions, try runs a function into a promise
esid: sec-promise.withResolvers
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  var { promise, resolve, reject } = Promise.withResolvers();
  resolve('late');
  reject('too late');
  assert.sameValue(await promise, 'late');
  var ran = false;
  var result = Promise.try((a, b) => { ran = true; return a + b; }, 1, 2);
  assert(ran, 'at once');
  assert.sameValue(await result, 3);
  await assert.throwsAsync(RangeError, () => Promise.try(() => { throw new RangeError(); }));
});
