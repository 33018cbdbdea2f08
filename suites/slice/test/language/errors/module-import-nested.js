/*---
description: An import declaration may stand only at the top of a module
esid: sec-modules
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

{
  import './values_FIXTURE.js';
}
