/*---
description: arguments may not name a parameter of strict code
esid: sec-identifiers-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

function f(arguments) {}
