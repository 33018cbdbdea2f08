/*---
description: An optional chain is no operand of ++
esid: sec-update-expressions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var a = {};
a?.b++;
