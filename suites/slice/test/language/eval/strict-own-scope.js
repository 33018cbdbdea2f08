/*---
description: Variables of strict eval code stay inside it
esid: sec-evaldeclarationinstantiation
---*/

eval('"use strict"; var inside = 1; function f() {}');
assert.sameValue(typeof inside, 'undefined');
assert.sameValue(typeof f, 'undefined');
(function () {
  'use strict';
  eval('var local = 1;');
  assert.sameValue(typeof local, 'undefined');
  assert.throws(SyntaxError, function () { eval('with ({}) {}'); });
})();
