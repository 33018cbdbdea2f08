/*---
description: A var may not be hoisted through a let of the same name
esid: sec-block-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

{
  let a;
  { var a; }
}
