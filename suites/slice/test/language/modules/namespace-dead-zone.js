/*---
description: Reading an export through the namespace before its declaration throws
esid: sec-module-namespace-exotic-objects-get-p-receiver
flags: [module]
---*/

import * as self from './namespace-dead-zone.js';
assert.throws(ReferenceError, function () { self.later; });
assert.throws(ReferenceError, function () { Object.keys(self); }, 'keys look at each value');
assert('later' in self);
assert.sameValue(self.hoisted(), 1);
export let later = 5;
export function hoisted() { return 1; }
assert.sameValue(self.later, 5);
