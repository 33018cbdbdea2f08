/*---
description: break may not cross the boundary of a function
esid: sec-break-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

while (true) {
  (function () { break; })();
}
