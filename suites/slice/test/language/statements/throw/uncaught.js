/*---
description: An exception that nothing catches ends the program with its own constructor
esid: sec-throw-statement
negative:
  phase: runtime
  type: RangeError
---*/

throw new RangeError('on purpose');
