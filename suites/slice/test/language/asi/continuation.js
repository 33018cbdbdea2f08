/*---
description: No semicolon is inserted where the next line continues the expression
esid: sec-automatic-semicolon-insertion
---*/

var f = function (x) { return x ? x : 'none' }
var a = f
(5)
assert.sameValue(a, 5)
var b = [1, 2, 3]
[1]
assert.sameValue(b, 2)
var c = 1
+ 2
assert.sameValue(c, 3)
var d = { x: 1 }
.x
assert.sameValue(d, 1)
class A { get
  x() { return 1 }
  y = 2
  static
  z = 3 }
assert.sameValue(new A().x + new A().y + A.z, 6)
