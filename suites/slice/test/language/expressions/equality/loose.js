/*---
description: Loose equality converts between types in its own way
esid: sec-islooselyequal
---*/

assert(null == undefined);
assert.sameValue(null == 0, false);
assert.sameValue(undefined == false, false);
assert('1' == 1);
assert('' == 0);
assert(' \n' == 0);
assert(true == '1');
assert([1] == 1);
assert([1, 2] == '1,2');
assert(Object('a') == 'a');
assert.sameValue(Object('a') == Object('a'), false);
assert.sameValue(NaN == NaN, false);
assert(0 == -0);
assert.sameValue(Symbol.iterator == 'Symbol(Symbol.iterator)', false);
assert(Object(Symbol.iterator) == Symbol.iterator);
assert('b' != 'a');
