/*---
description: 'No private name may be #constructor'
esid: sec-class-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  #constructor;
}
