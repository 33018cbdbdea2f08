/*---
description: Symbol.toPrimitive gets the hint and must answer a primitive
esid: sec-toprimitive
---*/

var hints = [];
var object = { [Symbol.toPrimitive](hint) { hints.push(hint); return 7; } };
+object;
`${object}`;
object + 1;
object * 1;
object == 7;
object < 1;
({})[object];
assert.compareArray(hints, ['number', 'string', 'default', 'number', 'default', 'number', 'string']);
assert.throws(TypeError, function () { +{ [Symbol.toPrimitive]() { return {}; } }; });
assert.throws(TypeError, function () { +{ [Symbol.toPrimitive]: 1 }; });
assert.throws(TypeError, function () { +{ toString() { return {}; }, valueOf() { return {}; } }; });
