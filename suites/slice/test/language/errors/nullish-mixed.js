/*---
description: '?? may not be mixed with || without parentheses'
esid: sec-binary-logical-operators
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

1 || 2 ?? 3;
