/*---
description: A promise settles once, adopts thenables in a job and refuses itself
esid: sec-promise-resolve-functions
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  assert.sameValue(await new Promise((resolve, reject) => { resolve(1); resolve(2); reject(3); throw 4; }), 1);
  var called = false;
  var adopting = new Promise(resolve => resolve({ then(done) { called = true; done('adopted'); } }));
  assert.sameValue(called, false);
  assert.sameValue(await adopting, 'adopted');
  var resolveSelf;
  var self = new Promise(resolve => { resolveSelf = resolve; });
  resolveSelf(self);
  await assert.throwsAsync(TypeError, () => self);
  assert.sameValue(Promise.resolve(self), self);
  assert.throws(TypeError, function () { new Promise(); });
  assert.throws(TypeError, function () { Promise(function () {}); });
});
