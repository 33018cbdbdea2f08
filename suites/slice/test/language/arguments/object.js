/*---
description: arguments is an ordinary iterable object with the arguments of the call
esid: sec-createunmappedargumentsobject
includes: [propertyHelper.js]
---*/

function f() { return arguments; }
var args = f('a', 'b');
assert.compareArray([...args], ['a', 'b']);
assert.sameValue(Object.prototype.toString.call(args), '[object Arguments]');
assert.sameValue(Object.getPrototypeOf(args), Object.prototype);
verifyProperty(args, 'length', { value: 2, writable: true, enumerable: false, configurable: true });
verifyProperty(args, '0', { value: 'a', writable: true, enumerable: true, configurable: true });
assert.sameValue(args[Symbol.iterator], Array.prototype.values);
assert.sameValue((function (arguments_) { return arguments.length; })(undefined), 1);
