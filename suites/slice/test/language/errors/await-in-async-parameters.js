/*---
description: An await expression may not stand in the parameters of an async function
esid: sec-async-function-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

async function f(a = await 1) {}
