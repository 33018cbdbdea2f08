/*---
description: A let declaration may not be the body of an if
esid: sec-if-statement
negative:
  phase: parse
  type: SyntaxError
flags: [noStrict]
---*/

$DONOTEVALUATE();

if (true) let
[a] = [1];
