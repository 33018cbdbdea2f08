/*---
description: await works inside try, catch and finally
esid: await
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  var log = [];
  async function run() {
    try {
      await Promise.reject('reason');
    } catch (e) {
      log.push(await e);
      return await Promise.resolve('returned');
    } finally {
      log.push(await 'finally');
    }
  }
  assert.sameValue(await run(), 'returned');
  assert.compareArray(log, ['reason', 'finally']);
  async function override() {
    try { throw 1; } finally { await null; return 'override'; }
  }
  assert.sameValue(await override(), 'override');
});
