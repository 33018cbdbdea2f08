/*---
description: Sloppy code may use let as an ordinary name
esid: sec-keywords-and-reserved-words
flags: [noStrict]
---*/

var let = 1;
let
= 2;
assert.sameValue(let, 2);
var yield = 3, static = 4, await = 5;
assert.sameValue(yield + static + await, 12);
