/*---
description: super() outside of a derived constructor is an early error
esid: sec-class-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  constructor() { super(); }
}
