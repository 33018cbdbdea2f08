/*---
description: Each symbol is unique, registered ones are shared by key
esid: sec-symbol-constructor
---*/

assert.notSameValue(Symbol('a'), Symbol('a'));
assert.sameValue(Symbol.for('a'), Symbol.for('a'));
assert.sameValue(Symbol.keyFor(Symbol.for('k')), 'k');
assert.sameValue(Symbol.keyFor(Symbol.iterator), undefined);
assert.sameValue(Symbol('d').description, 'd');
assert.sameValue(Symbol().description, undefined);
assert.sameValue(Symbol('').toString(), 'Symbol()');
assert.throws(TypeError, function () { new Symbol(); });
assert.throws(TypeError, function () { Symbol() + 1; });
assert.throws(TypeError, function () { Symbol.keyFor('a'); });
var tag = Symbol();
assert.sameValue(Object(tag) == tag, true);
assert.sameValue({ [tag]: 1 }[Object(tag)], 1);
