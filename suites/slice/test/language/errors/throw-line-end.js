/*---
description: A line may not end between throw and its value
esid: sec-throw-statement
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

throw
1;
