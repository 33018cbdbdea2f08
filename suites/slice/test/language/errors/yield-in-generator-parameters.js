/*---
description: A yield expression may not stand in the parameters of a generator
esid: sec-generator-function-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

function* g(a = yield) {}
