/*---
description: An exception of an imported module ends the importing one
esid: sec-moduleevaluation
negative:
  phase: runtime
  type: EvalError
flags: [module]
---*/

import './throws_FIXTURE.js';
throw 'must not run';
