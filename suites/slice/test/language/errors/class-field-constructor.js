/*---
description: A field may not be named constructor
esid: sec-class-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  constructor = 1;
}
