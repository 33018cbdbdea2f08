/*---
description: for await awaits the values of sync iterables and the steps of async ones
esid: sec-for-in-and-for-of-statements
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  var seen = [];
  for await (const value of [1, Promise.resolve(2), 3]) seen.push(value);
  async function* source() {
    yield 'a';
    yield Promise.resolve('b');
  }
  for await (const value of source()) seen.push(value);
  assert.compareArray(seen, [1, 2, 3, 'a', 'b']);
});
