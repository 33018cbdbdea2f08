/*---
description: A line end after return, break, continue, and before postfix operators ends the statement
esid: sec-automatic-semicolon-insertion
---*/

function f() {
  return
  { value: 1 }
}
assert.sameValue(f(), undefined);
var a = 1, b = 2
a
++b
assert.sameValue(a, 1)
assert.sameValue(b, 3)
var i = 0
outer: for (; i < 2; i += 1) {
  continue
  outer
}
assert.sameValue(i, 2)
var yielded = (function* () { yield
  5 })().next().value
assert.sameValue(yielded, undefined)
