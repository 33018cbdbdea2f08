/*---
description: A let binding cannot be read, written or asked for its type before its declaration
esid: sec-let-and-const-declarations
---*/

assert.throws(ReferenceError, function () { x; let x; });
assert.throws(ReferenceError, function () { x = 1; let x; });
assert.throws(ReferenceError, function () { typeof x; let x; });
assert.throws(ReferenceError, function () { let x = x; });
assert.throws(ReferenceError, function () { let x = (function () { return x; })(); });
var read = (function () {
  var later = function () { return x; };
  let x = 'ready';
  return later;
})();
assert.sameValue(read(), 'ready');
let empty;
assert.sameValue(empty, undefined);
