/*---
description: import() answers a promise for the namespace, the same one each time
esid: sec-import-calls
flags: [async]
includes: [asyncHelpers.js]
---*/

asyncTest(async function () {
  var first = import('./values_FIXTURE.js');
  assert.sameValue(Object.getPrototypeOf(first), Promise.prototype);
  assert.notSameValue(first, import('./values_FIXTURE.js'));
  var all = await first;
  assert.sameValue(await import({ toString() { return './values_FIXTURE.js'; } }), all);
  assert.sameValue(all.default(), 'default');
  all.increment();
  assert.sameValue(all.count, 1);
});
