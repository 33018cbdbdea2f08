/*---
description: An early error is reported before anything of the script runs
esid: sec-parsescript
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

throw new RangeError('must not run');
let a, a;
