/*---
description: import() may not stand in new
esid: sec-import-calls
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

new import("./x.js");
