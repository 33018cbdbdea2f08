/*---
description: delete of a plain name is not allowed in strict code
esid: sec-delete-operator-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

var a;
delete ((a));
