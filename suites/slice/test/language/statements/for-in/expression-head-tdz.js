/*---
description: 'The expression of for-in cannot see the loop''s own let binding'
esid: sec-forin-div-ofheadevaluation
---*/

let key = { outer: 1 };
assert.throws(ReferenceError, function () {
  for (let key in key);
});
