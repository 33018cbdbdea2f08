/*---
description: A sloppy function sees the global object for undefined and an object for a primitive
esid: sec-ordinarycallbindthis
flags: [noStrict]
---*/

function self() { return this; }
assert.sameValue(self(), globalThis);
assert.sameValue(self.call(null), globalThis);
assert.sameValue(typeof self.call(5), 'object');
assert.sameValue(self.call(5).valueOf(), 5);
assert.sameValue(Object.getPrototypeOf(self.call('s')), String.prototype);
