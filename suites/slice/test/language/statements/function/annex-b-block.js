/*---
description: In sloppy code a function of a block is also assigned to a var when its declaration is reached
esid: sec-block-level-function-declarations-web-legacy-compatibility-semantics
flags: [noStrict]
---*/

function run(enter) {
  var before = typeof inner;
  if (enter) {
    var inside = inner();
    function inner() { return 'inner'; }
    inner = 1;
  }
  return [before, inside, typeof inner];
}
assert.compareArray(run(true), ['undefined', 'inner', 'function']);
assert.compareArray(run(false), ['undefined', undefined, 'undefined']);
(function () {
  let blocked = 1;
  { function blocked() {} }
  assert.sameValue(blocked, 1, 'not where a let would conflict');
})();
(function (p) {
  { function p() {} }
  assert.sameValue(p, 'argument', 'a parameter keeps its value');
})('argument');
