/*---
description: HTML-like comments are not allowed in modules
esid: sec-html-like-comments
negative:
  phase: parse
  type: SyntaxError
flags: [module]
---*/

$DONOTEVALUATE();

<!-- text
