/*---
description: A JSON file is imported with an attribute as one default value
esid: sec-create-default-export-synthetic-module
flags: [module]
features: [import-attributes, json-modules]
---*/

import data from './data_FIXTURE.json' with { type: 'json' };
import * as all from './data_FIXTURE.json' with { type: 'json', };
assert.compareArray(data.list, [1, 2]);
assert.sameValue(data.text, 'from a file');
assert.compareArray(Object.keys(all), ['default']);
assert.sameValue(all.default, data);
assert.sameValue((await import('./data_FIXTURE.json', { with: { type: 'json' } })).default, data);
