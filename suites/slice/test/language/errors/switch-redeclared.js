/*---
description: Two cases of a switch may not declare the same let
esid: sec-switch-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

switch (0) {
  case 1: let a;
  case 2: let a;
}
