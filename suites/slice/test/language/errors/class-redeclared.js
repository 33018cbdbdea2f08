/*---
description: A class declaration counts as a lexical declaration of its name
esid: sec-scripts-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var A;
class A {}
