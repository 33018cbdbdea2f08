/*---
description: A let of a function body may not have the name of a parameter
esid: sec-function-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

function f(a) {
  let a;
}
