/*---
description: The variable of for-of may not have an initialiser
esid: sec-for-in-and-for-of-statements
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

for (var a = 1 of []) ;
