/*---
description: Reactions run as jobs in the order they became ready
esid: sec-jobs
flags: [async]
includes: [asyncHelpers.js]
---*/

var log = [];
asyncTest(function () {
  Promise.resolve().then(() => log.push('a1')).then(() => log.push('a2')).then(() => log.push('a3'));
  Promise.resolve(Promise.resolve()).then(() => log.push('b1'));
  new Promise(resolve => { log.push('executor'); resolve(Promise.resolve()); }).then(() => log.push('c'));
  Promise.reject().catch(() => log.push('d1'));
  log.push('sync');
  return new Promise(resolve => {
    var left = 10;
    (function wait() { if ((left -= 1) === 0) resolve(); else Promise.resolve().then(wait); })();
  }).then(function () {
    assert.compareArray(log, ['executor', 'sync', 'a1', 'b1', 'd1', 'a2', 'a3', 'c']);
  });
});
