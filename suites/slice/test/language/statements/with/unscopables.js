/*---
description: Symbol.unscopables hides names from with
esid: sec-object-environment-records-hasbinding-n
flags: [noStrict]
---*/

var hidden = 'outer';
var object = { hidden: 'inner', shown: 'inner', [Symbol.unscopables]: { hidden: true, shown: false } };
with (object) {
  assert.sameValue(hidden, 'outer');
  assert.sameValue(shown, 'inner');
}
var values = 'outer values';
with ([]) assert.sameValue(values, 'outer values', 'Array.prototype has its own list');
