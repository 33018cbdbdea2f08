/*---
description: A failed assertion ends the program with a Test262Error
esid: sec-throw-statement
negative:
  phase: runtime
  type: Test262Error
---*/

assert.sameValue(1, 2);
