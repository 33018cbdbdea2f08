/*---
description: A number may not be followed by a letter
esid: sec-literals-numeric-literals
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

3in [];
