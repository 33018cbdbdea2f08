/*---
description: Another realm has intrinsics of its own and shares registered symbols
esid: sec-code-realms
---*/

var other = $262.createRealm().global;
assert.notSameValue(other.Array, Array);
assert.sameValue(other.eval('[]') instanceof Array, false);
assert(Array.isArray(other.eval('[]')));
assert.sameValue(other.Symbol.iterator, Symbol.iterator);
assert.sameValue(other.Symbol.for('x'), Symbol.for('x'));
var thrown;
try { other.eval('null.x'); } catch (e) { thrown = e; }
assert.sameValue(thrown.constructor, other.TypeError);
assert.sameValue(other.eval('typeof Test262Error'), 'undefined');
