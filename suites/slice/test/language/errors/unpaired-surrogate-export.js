/*---
description: A string that names an export may hold no unpaired surrogate
esid: sec-module-semantics-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

var a;
export { a as "\uD83D" };
