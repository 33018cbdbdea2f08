/*---
description: try needs catch or finally
esid: sec-try-statement
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

try {}
