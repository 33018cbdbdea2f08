/*---
description: import.meta is one ordinary object without prototype for each module
esid: sec-meta-properties
flags: [module]
---*/

assert.sameValue(typeof import.meta, 'object');
assert.sameValue(import.meta, import.meta);
assert.sameValue((() => import.meta)(), import.meta);
assert.sameValue(Object.getPrototypeOf(import.meta), null);
import.meta.added = 1;
assert.sameValue(import.meta.added, 1);
