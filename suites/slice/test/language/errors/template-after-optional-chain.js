/*---
description: A template may not follow an optional chain
esid: sec-left-hand-side-expressions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

a?.b`text`;
