/*---
description: A literal with a leading zero is not allowed in strict code
esid: sec-numeric-literals-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

010;
