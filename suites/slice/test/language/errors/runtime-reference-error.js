/*---
description: Reading a name that does not exist ends the program with a ReferenceError
esid: sec-getvalue
negative:
  phase: runtime
  type: ReferenceError
---*/

notDeclaredAnywhere;
