/*---
description: A call is no target of an assignment pattern
esid: sec-destructuring-assignment-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

[f()] = [1];
