/*---
description: A template without a tag may not hold an octal escape
esid: sec-template-literals-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

`\07`;
