/*---
description: A labelled function may not be the branch of an if
esid: sec-if-statement-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
flags: [noStrict]
---*/

$DONOTEVALUATE();

if (true) label: function f() {}
