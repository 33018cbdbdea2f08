/*---
description: yield is reserved in strict code
esid: sec-identifiers-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

var yield = 1;
