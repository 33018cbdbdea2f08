/*---
description: An import may give an attribute only once
esid: sec-withclausetoattributes
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

import './values_FIXTURE.js' with { type: 'json', 'type': 'json' };
