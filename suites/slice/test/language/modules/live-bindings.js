/*---
description: An import shows the current value of the export and cannot be assigned
esid: sec-createimportbinding
flags: [module]
---*/

import { count, increment } from './values_FIXTURE.js';
import * as all from './values_FIXTURE.js';
assert.sameValue(count, 0);
increment();
assert.sameValue(count, 1);
assert.sameValue(all.count, 1);
assert.throws(TypeError, function () { count = 5; });
assert.throws(TypeError, function () { all.count = 5; });
increment();
assert.sameValue(count, 2);
assert.sameValue((function () { return typeof count; })(), 'number');
