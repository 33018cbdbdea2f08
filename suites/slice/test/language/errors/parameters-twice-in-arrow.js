/*---
description: An arrow may not repeat a parameter, in sloppy code either
esid: sec-arrow-function-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [noStrict]
---*/

$DONOTEVALUATE();

(a, [a]) => 1;
