/*---
description: In a sloppy function with simple parameters arguments and parameters are linked
esid: sec-arguments-exotic-objects
flags: [noStrict]
---*/

function f(a, b) {
  arguments[0] = 'from arguments';
  b = 'from parameter';
  return [a, arguments[1], arguments.length];
}
assert.compareArray(f(1, 2, 3), ['from arguments', 'from parameter', 3]);
assert.compareArray(f(1), ['from arguments', undefined, 1]);
(function (a) {
  delete arguments[0];
  arguments[0] = 2;
  assert.sameValue(a, 1, 'delete cuts the link');
})(1);
(function (a) {
  Object.defineProperty(arguments, '0', { writable: false });
  a = 2;
  assert.sameValue(arguments[0], 1, 'read-only cuts the link');
})(1);
(function (a) {
  Object.freeze(arguments);
  a = 2;
  assert.sameValue(arguments[0], 1);
})(1);
assert.sameValue((function () { return arguments.callee; })().length, 0);
