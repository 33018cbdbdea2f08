/*---
description: Two imports may not bind the same name
esid: sec-imports-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

import { a } from './values_FIXTURE.js';
import { b as a } from './values_FIXTURE.js';
