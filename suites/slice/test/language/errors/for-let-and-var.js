/*---
description: A var in the body of a for loop may not have the name of its let
esid: sec-for-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

for (let i;;) {
  var i;
}
