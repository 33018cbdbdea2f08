/*---
description: A module may await at its top, and what imports it waits
esid: sec-source-text-module-record-execute-module
flags: [module, async]
---*/

import { ready } from './awaits_FIXTURE.js';
assert.sameValue(ready, 'yes');
var value = await Promise.resolve(5);
assert.sameValue(value, 5);
for await (var x of [1, Promise.resolve(2)]) value += x;
assert.sameValue(value, 8);
var caught;
try { await Promise.reject('reason'); } catch (e) { caught = e; }
assert.sameValue(caught, 'reason');
assert.sameValue((await import('./awaits_FIXTURE.js')).ready, 'yes');
$DONE();
