/*---
description: The logical operators answer one of their operands, and evaluate no more than needed
esid: sec-binary-logical-operators
---*/

function never() { throw new Test262Error('must not be evaluated'); }
assert.sameValue(0 && never(), 0);
assert.sameValue('a' || never(), 'a');
assert.sameValue(1 && 'b', 'b');
assert.sameValue('' || null, null);
assert.sameValue(0 ?? never(), 0);
assert.sameValue('' ?? never(), '');
assert.sameValue(null ?? undefined ?? 'last', 'last');
assert.sameValue(false || 1 && 2, 2);
assert.sameValue((null || undefined) ?? 'mixed', 'mixed');
