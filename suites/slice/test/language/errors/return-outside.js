/*---
description: return outside of a function is an early error
esid: sec-return-statement
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

return;
