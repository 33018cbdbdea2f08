/*---
description: A block has lexical declarations of its own, and functions in it are hoisted to its top
esid: sec-block
---*/

'use strict';
let a = 1;
{
  assert.sameValue(inner(), 'inner');
  let a = 2;
  function inner() { return 'inner'; }
  { const a = 3; assert.sameValue(a, 3); }
  assert.sameValue(a, 2);
}
assert.sameValue(a, 1);
;;;
