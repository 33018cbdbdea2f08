/*---
description: Any value can be thrown and is caught as it is
esid: sec-throw-statement
---*/

var values = [undefined, null, 0, -0, NaN, 'text', Symbol.iterator, 10n, {}, function () {}];
values.forEach(function (value) {
  var caught = 'nothing';
  try { throw value; } catch (error) { caught = error; }
  assert.sameValue(caught, value);
});
