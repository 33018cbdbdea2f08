/*---
description: 'Modules in a cycle see each other''s functions at once and other bindings once they are ready'
esid: sec-innermoduleevaluation
flags: [module]
---*/

import { fromA, callA } from './cycle-a_FIXTURE.js';
import { log } from './cycle-b_FIXTURE.js';
assert.sameValue(log[0], 'hoisted');
assert.sameValue(log[1], ReferenceError);
assert.sameValue(fromA, 'a and b');
assert.sameValue(callA(), 'a and b');
