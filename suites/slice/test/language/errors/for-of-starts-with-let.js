/*---
description: The target of for-of may not begin with let
esid: sec-for-in-and-for-of-statements
negative:
  phase: parse
  type: SyntaxError
flags: [noStrict]
---*/

$DONOTEVALUATE();

for (let.a of []) ;
