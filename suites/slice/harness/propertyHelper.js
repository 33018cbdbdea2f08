/*---
description: Checks a property's attributes against a description, which may leave out what does not matter.
defines: [verifyProperty]
---*/
function verifyProperty(object, key, expected) {
  var actual = Object.getOwnPropertyDescriptor(object, key);
  var name = assert._show(key);
  if (expected === undefined) {
    assert.sameValue(actual, undefined, name + ' must not be an own property');
    return;
  }
  assert.notSameValue(actual, undefined, name + ' must be an own property');
  var fields = ['value', 'writable', 'get', 'set', 'enumerable', 'configurable'];
  for (var at = 0; at < fields.length; at += 1) {
    var field = fields[at];
    if (Object.prototype.hasOwnProperty.call(expected, field)) assert.sameValue(actual[field], expected[field], name + ' ' + field);
  }
}
