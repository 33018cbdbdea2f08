/*---
description: await using awaits asynchronous disposal
esid: sec-disposeresources
flags: [async]
includes: [asyncHelpers.js]
features: [explicit-resource-management]
---*/

asyncTest(async function () {
  var log = [];
  {
    await using a = { [Symbol.asyncDispose]() { return Promise.resolve().then(() => log.push('async')); } };
    await using b = { [Symbol.dispose]() { log.push('sync'); } };
    log.push('body');
  }
  log.push('after');
  assert.compareArray(log, ['body', 'sync', 'async', 'after']);
});
