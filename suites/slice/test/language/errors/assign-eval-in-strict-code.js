/*---
description: eval and arguments may not be assigned in strict code
esid: sec-static-semantics-assignmenttargettype
negative:
  phase: parse
  type: SyntaxError
flags: [onlyStrict]
---*/

$DONOTEVALUATE();

eval = 1;
