/*---
description: A rejected value or step leaves for await as an exception
esid: sec-for-in-and-for-of-statements
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  var caught;
  try {
    for await (const value of [1, Promise.reject('reason')]);
  } catch (error) {
    caught = error;
  }
  assert.sameValue(caught, 'reason');
  await assert.throwsAsync(TypeError, async function () {
    for await (const value of { [Symbol.asyncIterator]() { return { next() { return Promise.resolve(1); } }; } });
  });
});
