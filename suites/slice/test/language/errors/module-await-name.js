/*---
description: await may not name a variable of a module
esid: sec-identifiers-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

var await;
