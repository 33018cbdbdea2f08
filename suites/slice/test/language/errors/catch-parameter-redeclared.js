/*---
description: A let of a catch block may not have the name of the parameter
esid: sec-try-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

try {} catch (e) {
  let e;
}
