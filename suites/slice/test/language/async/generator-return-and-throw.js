/*---
description: return and throw of an async generator settle with what its finally leaves
esid: sec-asyncgenerator-prototype-return
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  var log = [];
  async function* guarded() {
    try { yield 1; yield 2; } finally { await null; log.push('finally'); }
  }
  var g = guarded();
  await g.next();
  var step = await g.return(Promise.resolve('r'));
  assert.sameValue(step.value, 'r', 'the value is awaited');
  assert.sameValue(step.done, true);
  assert.compareArray(log, ['finally']);
  var h = guarded();
  await h.next();
  await assert.throwsAsync(RangeError, () => h.throw(new RangeError()));
  assert.sameValue((await h.next()).done, true);
  await assert.throwsAsync(TypeError, () => h.next.call({}));
});
