/*---
description: A class may have one constructor only
esid: sec-class-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  constructor() {}
  constructor() {}
}
