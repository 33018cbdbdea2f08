/*---
description: all, allSettled, any and race combine promises and plain values
esid: sec-promise.all
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  assert.compareArray(await Promise.all([1, Promise.resolve(2)]), [1, 2]);
  assert.compareArray(await Promise.all([]), []);
  await assert.throwsAsync(RangeError, () => Promise.all([1, Promise.reject(new RangeError())]));
  var settled = await Promise.allSettled([1, Promise.reject('r')]);
  assert.sameValue(JSON.stringify(settled), '[{"status":"fulfilled","value":1},{"status":"rejected","reason":"r"}]');
  assert.sameValue(await Promise.any([Promise.reject(1), 2]), 2);
  var failure = await Promise.any([Promise.reject('a'), Promise.reject('b')]).catch(e => e);
  assert.sameValue(failure.constructor, AggregateError);
  assert.compareArray(failure.errors, ['a', 'b']);
  assert.sameValue(await Promise.race([new Promise(() => {}), 'first', 'second']), 'first');
  await assert.throwsAsync(TypeError, () => Promise.all(1));
});
