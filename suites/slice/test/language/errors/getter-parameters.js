/*---
description: A getter has no parameter
esid: sec-method-definitions
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

({ get a(b) {} });
