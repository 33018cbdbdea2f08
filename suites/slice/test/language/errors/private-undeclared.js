/*---
description: A private name must be declared in a class around it
esid: sec-static-semantics-allprivateidentifiersvalid
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  m() { this.#missing; }
}
