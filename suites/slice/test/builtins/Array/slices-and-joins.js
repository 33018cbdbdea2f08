/*---
description: slice, concat, join, flat and flatMap build new values
esid: sec-array.prototype.concat
---*/

var list = [1, 2, 3, 4];
assert.compareArray(list.slice(1, -1), [2, 3]);
assert.compareArray(list.slice(-2), [3, 4]);
assert.compareArray([0].concat([1, [2]], 3).map(String), ['0', '1', '2', '3']);
var spreadable = { length: 2, 0: 'a', 1: 'b', [Symbol.isConcatSpreadable]: true };
assert.compareArray([].concat(spreadable), ['a', 'b']);
assert.sameValue([1, null, undefined, [2, [3]], 'x'].join('-'), '1---2,3-x');
assert.sameValue([1, 2].join(), '1,2');
assert.sameValue(JSON.stringify([1, [2, [3, [4]], , 5]].flat()), '[1,2,[3,[4]],5]', 'one level, without holes');
assert.compareArray([1, [2, [3, [4]]]].flat(Infinity), [1, 2, 3, 4]);
assert.compareArray([1, 2].flatMap(x => [x, x * 10]), [1, 10, 2, 20]);
assert.sameValue([[]].join(), '');
