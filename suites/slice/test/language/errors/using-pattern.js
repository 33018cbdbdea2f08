/*---
description: A using declaration may not have a pattern
esid: sec-let-and-const-declarations
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

{
  using { a } = null;
}
