/*---
description: An octal escape is not allowed in strict code
esid: sec-string-literals-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

'\01';
