/*---
description: An async function answers a promise for what it returns or throws, even for its parameters
esid: sec-async-function-definitions
flags: [async]
includes: [asyncHelpers.js]
---*/

async function value() { return 5; }
async function promised() { return Promise.resolve(6); }
async function fails() { throw new RangeError(); }
async function badParameter({ a }) { return a; }
asyncTest(async function () {
  assert.sameValue(Object.getPrototypeOf(value()), Promise.prototype);
  assert.sameValue(await value(), 5);
  assert.sameValue(await promised(), 6);
  assert.sameValue(await (async x => x + 1)(1), 2);
  await assert.throwsAsync(RangeError, fails);
  await assert.throwsAsync(TypeError, () => badParameter(null));
  assert.throws(TypeError, function () { new value(); });
  assert.sameValue('prototype' in value, false);
});
