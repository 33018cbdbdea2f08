/*---
description: A function declaration may not be the body of a loop, in sloppy code either
esid: sec-iteration-statements
negative:
  phase: parse
  type: SyntaxError
flags: [noStrict]
---*/

$DONOTEVALUATE();

while (false) function f() {}
