/*---
description: push, pop, shift, unshift, splice, reverse, fill and copyWithin change the array in place
esid: sec-properties-of-the-array-prototype-object
---*/

var list = [1, 2, 3];
assert.sameValue(list.push(4, 5), 5);
assert.sameValue(list.pop(), 5);
assert.sameValue(list.shift(), 1);
assert.sameValue(list.unshift('a', 'b'), 5);
assert.compareArray(list, ['a', 'b', 2, 3, 4]);
assert.compareArray(list.splice(1, 2, 'x', 'y', 'z'), ['b', 2]);
assert.compareArray(list, ['a', 'x', 'y', 'z', 3, 4]);
assert.compareArray(list.splice(-1), [4]);
assert.sameValue(list.reverse(), list);
assert.compareArray(list, [3, 'z', 'y', 'x', 'a']);
assert.compareArray(list.fill(0, 1, -2), [3, 0, 0, 'x', 'a']);
assert.compareArray(list.copyWithin(0, 3), ['x', 'a', 0, 'x', 'a']);
assert.sameValue([].pop(), undefined);
assert.sameValue([].shift(), undefined);
var like = { length: 1, 0: 'only' };
assert.sameValue(Array.prototype.push.call(like, 'more'), 2);
assert.sameValue(like[1], 'more');
assert.throws(TypeError, function () { Object.freeze([]).push(1); });
