/*---
description: A label may not be repeated inside its own statement
esid: sec-labelled-statements-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

same: { same: ; }
