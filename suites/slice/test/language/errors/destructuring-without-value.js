/*---
description: A pattern of a declaration needs a value
esid: sec-let-and-const-declarations
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

var { a };
