/*---
description: Integer keys come first in ascending order, then strings in order of creation
esid: sec-ordinaryownpropertykeys
---*/

var object = { z: 0, 10: 0, a: 0, 2: 0, '-1': 0, '01': 0 };
object[0] = 0;
object['1.5'] = 0;
var keys = [];
for (var key in object) keys.push(key);
assert.compareArray(keys, ['0', '2', '10', 'z', 'a', '-1', '01', '1.5']);
delete object.z;
object.z = 1;
assert.compareArray(Object.keys(object), ['0', '2', '10', 'a', '-1', '01', '1.5', 'z']);
