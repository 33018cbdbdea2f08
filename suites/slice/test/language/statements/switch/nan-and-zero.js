/*---
description: switch compares strictly, so NaN matches nothing and the zeros match each other
esid: sec-switch-statement
---*/

function zero(value) { switch (value) { case 0: return 'zero'; case NaN: return 'nan'; } return 'none'; }
assert.sameValue(zero(-0), 'zero');
assert.sameValue(zero(NaN), 'none');
assert.sameValue(zero(null), 'none');
