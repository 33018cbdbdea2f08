/*---
description: A private name may be declared twice only as a getter and a setter of the same kind
esid: sec-class-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  get #a() {}
  static set #a(v) {}
}
