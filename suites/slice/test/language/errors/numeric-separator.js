/*---
description: A numeric separator may stand only between digits
esid: sec-literals-numeric-literals
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

1__0;
