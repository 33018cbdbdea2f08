/*---
description: A bound function keeps receiver and first arguments, and constructs its target
esid: sec-function.prototype.bind
---*/

function Target(a, b, c) {
  if (new.target) this.sum = a + b + c;
  return new.target ? undefined : [this, a, b, c];
}
var bound = Target.bind('receiver', 1, 2);
assert.sameValue(bound.length, 1);
assert.sameValue(bound.name, 'bound Target');
assert.sameValue('prototype' in bound, false);
assert.compareArray(bound(3).slice(1), [1, 2, 3]);
var made = new bound(3);
assert.sameValue(made.sum, 6);
assert(made instanceof Target);
assert.sameValue(bound.bind('other').name, 'bound bound Target');
assert.throws(TypeError, function () { new ((() => {}).bind())(); });
assert.sameValue(Object.defineProperty(function () {}, 'length', { value: Infinity }).bind().length, Infinity);
