/*---
description: An array pattern takes values from an iterator, with holes, defaults, rest and nesting
esid: sec-runtime-semantics-destructuringassignmentevaluation
---*/

var a, b, rest, box = {};
var result = [a, , b = 10, ...rest] = [1, 2, undefined, 4, 5];
assert.sameValue(a, 1);
assert.sameValue(b, 10);
assert.compareArray(rest, [4, 5]);
assert.sameValue(result.length, 5, 'the value of the assignment is the right side');
[box.p, box['q'], [a, [b]], { c: box.c }] = [1, 2, [3, [4]], { c: 5 }];
assert.sameValue(box.p + box.q + a + b + box.c, 15);
[a, b] = [b, a];
assert.sameValue(a, 4);
assert.sameValue(b, 3);
[...[a, ...rest]] = 'xyz';
assert.sameValue(a, 'x');
assert.compareArray(rest, ['y', 'z']);
assert.throws(TypeError, function () { [a] = {}; });
assert.throws(TypeError, function () { [[a]] = [null]; });
