/*---
description: In strict code two functions of a block may not share a name
esid: sec-block-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

{
  function f() {}
  function f() {}
}
