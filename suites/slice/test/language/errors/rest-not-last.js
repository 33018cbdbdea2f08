/*---
description: A rest parameter must be the last
esid: sec-function-definitions
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

function f(...a, b) {}
