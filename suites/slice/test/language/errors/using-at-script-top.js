/*---
description: A using declaration may not stand at the top of a script
esid: sec-scripts-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

using a = null;
