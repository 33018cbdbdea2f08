/*---
description: Derived promises come from the constructor of the promise, by species
esid: sec-promise.prototype.then
flags: [async]
includes: [asyncHelpers.js]
---*/

class Mine extends Promise {}
asyncTest(async function () {
  var mine = Mine.resolve(1);
  assert(mine instanceof Mine);
  assert(mine.then() instanceof Mine);
  assert(mine.finally(() => {}) instanceof Mine);
  assert(Mine.all([]) instanceof Mine);
  assert.sameValue(Promise.resolve(mine) === mine, false);
  assert.sameValue(await mine, 1);
});
