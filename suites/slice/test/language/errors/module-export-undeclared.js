/*---
description: A module may export only what it declares
esid: sec-module-semantics-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

export { missing };
