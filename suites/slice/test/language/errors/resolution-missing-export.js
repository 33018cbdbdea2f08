/*---
description: An import of a name that is not exported fails before any module runs
esid: sec-source-text-module-record-initialize-environment
negative:
  phase: resolution
  type: SyntaxError
flags: [module]
---*/

import { missing } from './values_FIXTURE.js';
throw 'must not run';
