/*---
description: delete of a private member is an early error
esid: sec-delete-operator-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  #a;
  m() { delete this?.#a; }
}
