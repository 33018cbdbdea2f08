/*---
description: Object rest copies own enumerable properties, symbols too, and reads getters once
esid: sec-copydataproperties
---*/

var reads = 0;
var tag = Symbol('tag');
var source = Object.create({ inherited: 1 }, {
  quiet: { value: 2, enumerable: false },
  taken: { value: 3, enumerable: true },
  live: { get() { reads += 1; return 'read'; }, enumerable: true },
});
source[tag] = 'symbol';
var { taken, ...rest } = source;
assert.compareArray(Reflect.ownKeys(rest), ['live', tag]);
assert.sameValue(reads, 1);
assert.sameValue(Object.getOwnPropertyDescriptor(rest, 'live').value, 'read');
assert.sameValue(Object.getPrototypeOf(rest), Object.prototype);
