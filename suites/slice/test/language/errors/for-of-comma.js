/*---
description: The source of for-of may not be a comma expression
esid: sec-for-in-and-for-of-statements
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

for (var a of [], []) ;
