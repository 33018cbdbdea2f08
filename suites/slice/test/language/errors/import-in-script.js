/*---
description: An import declaration needs a module
esid: sec-scripts
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

import "./x.js";
