/*---
description: An async generator answers requests in order, also when they are made all at once
esid: sec-asyncgeneratorenqueue
flags: [async]
includes: [asyncHelpers.js]
---*/

async function* source() {
  var got = yield 'a';
  yield got + 'b';
  return 'c';
}
asyncTest(async function () {
  var g = source();
  var steps = await Promise.all([g.next(), g.next('x'), g.next(), g.next()]);
  assert.compareArray(steps.map(s => s.value), ['a', 'xb', 'c', undefined]);
  assert.compareArray(steps.map(s => s.done), [false, false, true, true]);
  assert.sameValue(g[Symbol.asyncIterator](), g);
});
