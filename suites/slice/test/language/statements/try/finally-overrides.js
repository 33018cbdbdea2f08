/*---
description: An abrupt end of finally replaces the completion of try and catch
esid: sec-try-statement
---*/

function returns() { try { return 'try'; } finally { return 'finally'; } }
assert.sameValue(returns(), 'finally');
function swallows() { try { throw new Error(); } finally { return 'swallowed'; } }
assert.sameValue(swallows(), 'swallowed');
function continues() {
  for (var i = 0; i < 2; i += 1) {
    try { return 'early'; } finally { continue; }
  }
  return i;
}
assert.sameValue(continues(), 2);
assert.throws(RangeError, function () {
  try { throw new TypeError(); } catch (e) { throw new EvalError(); } finally { throw new RangeError(); }
});
