/*---
description: A line may not end between the parameters and the arrow
esid: sec-arrow-function-definitions
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var f = (a)
=> a;
