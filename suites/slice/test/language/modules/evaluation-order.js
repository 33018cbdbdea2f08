/*---
description: Modules run once each, after what they import, in the order of the imports
esid: sec-innermoduleevaluation
flags: [module]
---*/

import './order-1_FIXTURE.js';
import './order-2_FIXTURE.js';
import './order-1_FIXTURE.js';
assert.compareArray(globalThis.order, [2, 1]);
