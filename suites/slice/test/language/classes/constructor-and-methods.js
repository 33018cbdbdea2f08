/*---
description: A class has a constructor that needs new, and methods that are not enumerable
esid: sec-class-definitions
includes: [propertyHelper.js]
---*/

class A {
  constructor(x) { this.x = x; }
  method() { return this.x; }
  static make() { return new this(5); }
  get half() { return this.x / 2; }
  set half(value) { this.x = value * 2; }
  ['comp' + 'uted']() { return 'computed'; }
  *steps() { yield this.x; }
  'quoted name'() { return 'quoted'; }
}
var a = A.make();
assert.sameValue(a.method(), 5);
assert.sameValue(a.half, 2.5);
a.half = 4;
assert.sameValue(a.x, 8);
assert.sameValue(a.computed(), 'computed');
assert.compareArray([...a.steps()], [8]);
assert.sameValue(a['quoted name'](), 'quoted');
assert.throws(TypeError, function () { A(); });
assert.throws(TypeError, function () { new a.method(); });
verifyProperty(A.prototype, 'method', { writable: true, enumerable: false, configurable: true });
verifyProperty(A.prototype, 'half', { enumerable: false, configurable: true });
verifyProperty(A, 'prototype', { writable: false, enumerable: false, configurable: false });
assert.sameValue(A.prototype.constructor, A);
assert.sameValue(A.length, 1);
