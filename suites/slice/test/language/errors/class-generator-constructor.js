/*---
description: A constructor may not be a generator, accessor or async
esid: sec-class-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

class A {
  *constructor() {}
}
