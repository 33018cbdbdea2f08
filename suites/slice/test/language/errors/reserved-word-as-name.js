/*---
description: A reserved word may not name a variable
esid: sec-keywords-and-reserved-words
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var enum = 1;
