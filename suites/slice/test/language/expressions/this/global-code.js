/*---
description: this of a script is the global object, in strict code too
esid: sec-global-environment-records-getthisbinding
---*/

assert.sameValue(this, globalThis);
assert.sameValue((() => this)(), globalThis);
var self = (function () { 'use strict'; return this; })();
assert.sameValue(self, undefined);
assert.sameValue((0, eval)('this'), globalThis);
