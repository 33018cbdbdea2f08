/*---
description: A reviver sees values from the inside out and may drop them
esid: sec-internalizejsonproperty
---*/

var log = [];
var value = JSON.parse('{"a":[1,2],"b":3}', function (key, value) {
  log.push(key);
  if (key === '1') return undefined;
  return typeof value === 'number' ? value * 10 : value;
});
assert.compareArray(log, ['0', '1', 'a', 'b', '']);
assert.sameValue(value.b, 30);
assert.sameValue(value.a[0], 10);
assert.sameValue(1 in value.a, false);
assert.sameValue(value.a.length, 2);
