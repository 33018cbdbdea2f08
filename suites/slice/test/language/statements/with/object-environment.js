/*---
description: with looks names up in its object first, and assigns there when found
esid: sec-with-statement
flags: [noStrict]
---*/

var x = 'global';
var object = { x: 'object', method() { return this; } };
with (object) {
  assert.sameValue(x, 'object');
  x = 'changed';
  assert.sameValue(method(), object, 'the object is this of a call by name');
  var y = 'declared outside';
}
assert.sameValue(object.x, 'changed');
assert.sameValue(x, 'global');
assert.sameValue(y, 'declared outside');
assert.sameValue('y' in object, false);
