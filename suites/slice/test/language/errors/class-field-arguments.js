/*---
description: arguments may not be used in the value of a field
esid: sec-class-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  a = () => arguments;
}
