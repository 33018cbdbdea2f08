/*---
description: break outside of a loop or switch is an early error
esid: sec-break-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

break;
