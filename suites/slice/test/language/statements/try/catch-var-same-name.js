/*---
description: 'A var in a catch block may have the parameter''s name and assigns the parameter'
esid: sec-variablestatements-in-catch-blocks
---*/

function run() {
  try { throw 'thrown'; } catch (e) {
    var e = 'assigned';
    assert.sameValue(e, 'assigned');
  }
  return e;
}
assert.sameValue(run(), undefined);
