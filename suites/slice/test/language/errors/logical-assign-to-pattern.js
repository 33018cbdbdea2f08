/*---
description: A logical assignment takes no pattern
esid: sec-assignment-operators-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

[a] ??= [];
