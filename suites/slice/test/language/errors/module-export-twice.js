/*---
description: A module may export a name only once
esid: sec-module-semantics-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

var a, b;
export { a };
export { b as a };
