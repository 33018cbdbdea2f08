/*---
description: No comma may follow a rest element of a pattern
esid: sec-destructuring-assignment-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var a;
[...a, ] = [];
