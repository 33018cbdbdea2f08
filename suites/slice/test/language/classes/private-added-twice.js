/*---
description: A private field cannot be added to the same object twice
esid: sec-privatefieldadd
---*/

class Returns { constructor(object) { return object; } }
class Stamp extends Returns {
  #stamp = 'stamped';
  static read(object) { return object.#stamp; }
}
var object = {};
new Stamp(object);
assert.sameValue(Stamp.read(object), 'stamped');
assert.throws(TypeError, function () { new Stamp(object); });
