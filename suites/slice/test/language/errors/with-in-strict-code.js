/*---
description: with is not allowed in strict code
esid: sec-with-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

with ({}) {}
