/*---
description: A binding found by with is assigned even when the right side deletes it
esid: sec-object-environment-records-setmutablebinding-n-v-s
flags: [noStrict]
---*/

var object = { x: 1 };
with (object) {
  x = (delete object.x, 2);
}
assert.sameValue(object.x, 2);
assert.sameValue(typeof x, 'undefined');
