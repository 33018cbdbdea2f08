/*---
description: A private name may stand only on the left of in
esid: sec-relational-operators
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  #a;
  m(o) { return 1 + #a in o; }
}
