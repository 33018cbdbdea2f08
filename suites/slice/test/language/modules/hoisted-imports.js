/*---
description: Imports are bound before the module runs, wherever they stand
esid: sec-source-text-module-record-initialize-environment
flags: [module]
---*/

assert.sameValue(late, 'kept');
import { kept as late } from './values_FIXTURE.js';
assert.sameValue(typeof f, 'function');
export default function f() {}
