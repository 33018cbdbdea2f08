/*---
description: An object pattern takes properties by name, with defaults, computed names and rest
esid: sec-runtime-semantics-destructuringassignmentevaluation
---*/

var a, b, c, rest, box = {};
({ a, b: box.b, ['c' + 1]: c = 'default', ...rest } = { a: 1, b: 2, d: 4, e: 5 });
assert.sameValue(a, 1);
assert.sameValue(box.b, 2);
assert.sameValue(c, 'default');
assert.compareArray(Object.keys(rest), ['d', 'e']);
({ length: a } = 'four');
assert.sameValue(a, 4);
({ a = 5 } = { a: null });
assert.sameValue(a, null, 'a default is for undefined only');
({ ...rest } = 'ab');
assert.compareArray(Object.keys(rest), ['0', '1']);
assert.throws(TypeError, function () { ({} = null); });
assert.throws(TypeError, function () { ({ a } = undefined); });
