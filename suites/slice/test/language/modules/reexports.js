/*---
description: Re-exports pass bindings on, star exports leave default out and own names win
esid: sec-exports
flags: [module]
---*/

import * as all from './reexport_FIXTURE.js';
import fallback, { first, second, group, renamed, increment, count } from './reexport_FIXTURE.js';
import direct from './values_FIXTURE.js';
assert.sameValue(first, 'kept');
assert.sameValue(second, direct);
assert.sameValue(fallback, direct);
assert.sameValue(renamed, 'own wins');
assert.sameValue(group.renamed, 'renamed');
increment();
assert.sameValue(count, 1, 'live through the star');
assert('kept' in all);
