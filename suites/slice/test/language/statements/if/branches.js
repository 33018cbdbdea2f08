/*---
description: An if statement runs exactly one branch, chosen by the truth of its condition
esid: sec-if-statement
---*/

function choose(value) {
  if (value) return 'then';
  else return 'else';
}
var falsy = [false, 0, -0, NaN, '', null, undefined, 0n];
for (var i = 0; i < falsy.length; i += 1) assert.sameValue(choose(falsy[i]), 'else', 'falsy ' + i);
var truthy = [true, 1, -1, Infinity, ' ', '0', 'false', {}, [], function () {}, Symbol(), 1n];
for (var j = 0; j < truthy.length; j += 1) assert.sameValue(choose(truthy[j]), 'then', 'truthy ' + j);
