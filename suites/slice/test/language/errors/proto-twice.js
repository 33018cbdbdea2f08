/*---
description: An object literal may set its prototype only once
esid: sec-object-initializer-static-semantics-early-errors
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();

({ __proto__: null, '__proto__': null });
