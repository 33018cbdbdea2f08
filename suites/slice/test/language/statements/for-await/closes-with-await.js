/*---
description: 'Leaving for await awaits the iterator''s return before going on'
esid: sec-asynciteratorclose
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  var log = [];
  var source = {
    [Symbol.asyncIterator]() { return this; },
    next() { return Promise.resolve({ value: 1, done: false }); },
    return() {
      log.push('return');
      return Promise.resolve().then(function () {
        log.push('settled');
        return {};
      });
    },
  };
  for await (const value of source) break;
  log.push('after');
  assert.compareArray(log, ['return', 'settled', 'after']);
  await assert.throwsAsync(RangeError, async function () {
    for await (const value of source) throw new RangeError();
  });
});
