/*---
description: A keyword may not be written with escapes
esid: sec-keywords-and-reserved-words
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

v\u0061r a = 1;
