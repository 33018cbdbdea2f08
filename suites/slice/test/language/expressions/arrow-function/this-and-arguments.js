/*---
description: An arrow function has no this, arguments or new.target of its own and cannot be constructed
esid: sec-arrow-function-definitions
---*/

function Outer() {
  var arrow = () => [this, arguments[0], new.target];
  return arrow('ignored');
}
var receiver = {};
var called = Outer.call(receiver, 'first');
assert.sameValue(called[0], receiver);
assert.sameValue(called[1], 'first');
assert.sameValue(called[2], undefined);
assert.sameValue(new Outer('second')[2], Outer);
var arrow = () => {};
assert.sameValue('prototype' in arrow, false);
assert.throws(TypeError, function () { new arrow(); });
