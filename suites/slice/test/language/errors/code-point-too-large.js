/*---
description: A code point escape ends at 10FFFF
esid: sec-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

'\u{110000}';
