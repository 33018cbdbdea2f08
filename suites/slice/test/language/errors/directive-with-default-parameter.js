/*---
description: A function with a default may not have the strict directive
esid: sec-function-definitions-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

function f(a = 1) { 'use strict'; }
