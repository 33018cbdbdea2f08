/*---
description: A class declaration may not be the body of a loop
esid: sec-iteration-statements
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

while (false) class A {}
