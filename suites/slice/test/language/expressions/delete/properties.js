/*---
description: delete removes configurable properties and answers true for what is no reference
esid: sec-delete-operator
---*/

var object = { a: 1, b: { c: 2 } };
assert.sameValue(delete object.a, true);
assert.sameValue('a' in object, false);
assert.sameValue(delete object['b'].c, true);
assert.sameValue(delete object.missing, true);
assert.sameValue(delete 1, true);
assert.sameValue(delete object?.none?.deep, true);
assert.sameValue(delete (() => {})(), true);
var list = [1, 2, 3];
delete list[1];
assert.sameValue(list.length, 3);
assert.sameValue(1 in list, false);
assert.throws(TypeError, function () { delete null.field; });
