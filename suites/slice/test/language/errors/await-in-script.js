/*---
description: await with an operand is no expression of a script
esid: sec-async-function-definitions
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

await 1;
