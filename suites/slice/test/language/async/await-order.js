/*---
description: Code after an await runs as a job, after the synchronous code and in order
esid: await
flags: [async]
includes: [asyncHelpers.js]
---*/

var log = [];
async function run(name) {
  log.push(name + ' start');
  await null;
  log.push(name + ' middle');
  await Promise.resolve();
  log.push(name + ' end');
}
asyncTest(async function () {
  var a = run('a'), b = run('b');
  log.push('sync');
  await Promise.all([a, b]);
  assert.compareArray(log, ['a start', 'b start', 'sync', 'a middle', 'b middle', 'a end', 'b end']);
});
