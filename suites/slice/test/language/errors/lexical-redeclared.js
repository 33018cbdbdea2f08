/*---
description: Two lexical declarations of one name in a block are an early error
esid: sec-block-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

{
  let a;
  const a = 1;
}
