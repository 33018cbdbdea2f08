/*---
description: Object literals define data, shorthand, methods, accessors and computed names in order
esid: sec-object-initializer
includes: [propertyHelper.js]
---*/

var short = 'short';
var n = 0;
var object = {
  plain: 1, 'quoted key': 2, 3: 'number', 0x10: 'hex', 1n: 'bigint', short,
  method() { return 'method'; },
  get accessor() { return n; },
  set accessor(value) { n = value; },
  ['com' + 'puted']: 4,
  async later() {}, *many() {}, async *stream() {},
  get: 5, set: 6, async: 7, if: 8, new: 9,
};
assert.compareArray(Object.keys(object), ['1', '3', '16', 'plain', 'quoted key', 'short', 'method', 'accessor', 'computed',
  'later', 'many', 'stream', 'get', 'set', 'async', 'if', 'new']);
object.accessor = 11;
assert.sameValue(object.accessor, 11);
verifyProperty(object, 'plain', { value: 1, writable: true, enumerable: true, configurable: true });
verifyProperty(object, 'method', { writable: true, enumerable: true, configurable: true });
verifyProperty(object, 'accessor', { enumerable: true, configurable: true });
assert.sameValue(Object.getOwnPropertyDescriptor(object, 'accessor').get.name, 'get accessor');
assert.sameValue({ a: 1, a: 2 }.a, 2, 'the last of a name wins');
