/*---
description: in asks for a property of an object or its prototypes, or for a private name
esid: sec-relational-operators-runtime-semantics-evaluation
---*/

assert('length' in []);
assert(0 in ['x']);
assert.sameValue(1 in ['x'], false);
assert('toString' in {});
assert(Symbol.iterator in []);
assert.throws(TypeError, function () { 'length' in 'text'; });
class Marked {
  #mark;
  static has(value) { return #mark in value; }
}
assert(Marked.has(new Marked()));
assert.sameValue(Marked.has({}), false);
assert.sameValue(Marked.has(Object.create(new Marked())), false, 'private names are not inherited');
assert.throws(TypeError, function () { Marked.has(1); });
