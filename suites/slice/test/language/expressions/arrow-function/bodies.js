/*---
description: 'An arrow''s body is an expression or a block, an object literal needs parentheses'
esid: sec-arrow-function-definitions
---*/

assert.sameValue((() => {})(), undefined);
assert.sameValue((() => ({ a: 1 }))().a, 1);
assert.sameValue((x => y => x + y)(1)(2), 3);
assert.sameValue(((a, b = a, ...[c, d]) => a + b + c + d)(1, undefined, 2, 3), 7);
assert.sameValue((({ a }, [b]) => a + b)({ a: 1 }, [2]), 3);
assert.sameValue((async => async)(5), 5, 'async is an ordinary parameter name');
