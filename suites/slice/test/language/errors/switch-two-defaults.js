/*---
description: A switch has one default at most
esid: sec-switch-statement
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

switch (0) {
  default:
  default:
}
