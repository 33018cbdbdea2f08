/*---
description: An optional chain is no target of an assignment
esid: sec-assignment-operators-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var a = {};
a?.b = 1;
