/*---
description: super in a plain function is an early error
esid: sec-function-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

function f() { super.a; }
