/*---
description: Calling what is no function ends the program with a TypeError
esid: sec-evaluatecall
negative:
  phase: runtime
  type: TypeError
---*/

undefined();
