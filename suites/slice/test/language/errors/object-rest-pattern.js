/*---
description: The rest of an object pattern must be a plain target
esid: sec-destructuring-binding-patterns
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var { ...{ a } } = {};
