/*---
description: continue may not name a label of something that is no loop
esid: sec-continue-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

block: {
  while (true) { continue block; }
}
