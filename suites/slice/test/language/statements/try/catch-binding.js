/*---
description: A catch parameter may be missing or a pattern, and is local to its block
esid: sec-try-statement
---*/

var e = 'outer';
try { throw 'thrown'; } catch (e) { assert.sameValue(e, 'thrown'); }
assert.sameValue(e, 'outer');
var reached = false;
try { throw 1; } catch { reached = true; }
assert(reached);
try {
  throw { code: 1, list: [2, 3] };
} catch ({ code, list: [, last], missing = 'default' }) {
  assert.sameValue(code, 1);
  assert.sameValue(last, 3);
  assert.sameValue(missing, 'default');
}
assert.sameValue(typeof code, 'undefined');
