/*---
description: Every form of import binds what the other module exports
esid: sec-imports
flags: [module]
---*/

import anonymous, * as all from './values_FIXTURE.js';
import { kept, fixed as alias, default as again, Shape, 'any string' as odd } from './values_FIXTURE.js';
import {} from './values_FIXTURE.js';
import './values_FIXTURE.js';
assert.sameValue(anonymous(), 'default');
assert.sameValue(anonymous.name, 'default');
assert.sameValue(again, anonymous);
assert.sameValue(kept, 'kept');
assert.sameValue(alias.field, 1);
assert.sameValue(new Shape().area(), 0);
assert.sameValue(odd, 'renamed');
assert.sameValue(all.renamed, 'renamed');
assert.sameValue(all['any string'], 'renamed');
