/*---
description: import.meta needs a module
esid: sec-meta-properties-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

import.meta;
