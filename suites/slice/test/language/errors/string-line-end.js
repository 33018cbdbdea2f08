/*---
description: A string may not go on over the end of a line
esid: sec-literals-string-literals
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

'a
b';
