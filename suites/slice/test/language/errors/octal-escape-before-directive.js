/*---
description: A directive makes an octal escape before it an error
esid: sec-directive-prologues-and-the-use-strict-directive
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

function f() {
  '\07';
  'use strict';
}
