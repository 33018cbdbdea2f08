/*---
description: An import may not bind eval or arguments
esid: sec-imports-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

import { eval } from './values_FIXTURE.js';
