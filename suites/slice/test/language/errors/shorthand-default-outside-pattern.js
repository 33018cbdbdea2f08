/*---
description: A shorthand with a default is only for patterns
esid: sec-object-initializer-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

({ a = 1 });
