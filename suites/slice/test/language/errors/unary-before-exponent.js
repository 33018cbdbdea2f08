/*---
description: 'A unary operator may not stand before the base of **'
esid: sec-exp-operator
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

-1 ** 2;
