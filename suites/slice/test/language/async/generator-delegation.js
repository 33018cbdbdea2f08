/*---
description: 'yield* of an async generator takes async and sync iterables'
esid: sec-asyncgeneratoryield
flags: [async]
includes: [asyncHelpers.js]
---*/

async function* inner() { yield 1; return 'r'; }
async function* outer() {
  var r = yield* inner();
  yield r;
  yield* [Promise.resolve(2), 3];
  yield Promise.resolve(4);
}
asyncTest(async function () {
  var seen = [];
  for await (var value of outer()) seen.push(value);
  assert.compareArray(seen, [1, 'r', 2, 3, 4]);
});
