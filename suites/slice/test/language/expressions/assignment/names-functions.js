/*---
description: An anonymous function takes the name of the variable it is assigned to
esid: sec-assignment-operators-runtime-semantics-evaluation
---*/

var f, g, h, c, o = {};
f = function () {};
assert.sameValue(f.name, 'f');
g = () => {};
assert.sameValue(g.name, 'g');
c = class {};
assert.sameValue(c.name, 'c');
h = (0, function () {});
assert.sameValue(h.name, '', 'not through a comma');
(h) = function () {};
assert.sameValue(h.name, '', 'not when the name is in parentheses');
o.p = function () {};
assert.sameValue(o.p.name, '', 'not for a property');
c = class { static name = 'own'; };
assert.sameValue(c.name, 'own');
var { d = () => {} } = {};
assert.sameValue(d.name, 'd', 'a default of a pattern does');
