/*---
description: An optional chain may not stand in new
esid: sec-left-hand-side-expressions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

new a?.b();
