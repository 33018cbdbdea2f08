/*---
description: A tag gets a frozen array of cooked strings with the raw ones, the same one for each site
esid: sec-gettemplateobject
---*/

function tag(strings) { return { strings: strings, values: Array.prototype.slice.call(arguments, 1) }; }
var result = tag`a${1}\n${2}`;
assert.compareArray(result.strings, ['a', '\n', '']);
assert.compareArray(result.strings.raw, ['a', '\\n', '']);
assert.compareArray(result.values, [1, 2]);
assert(Object.isFrozen(result.strings));
assert(Object.isFrozen(result.strings.raw));
assert.sameValue(Object.getOwnPropertyDescriptor(result.strings, 'raw').enumerable, false);
function site() { return tag`same`.strings; }
assert.sameValue(site(), site());
assert.notSameValue(site(), tag`same`.strings);
assert.sameValue(tag`\u{bad`.strings[0], undefined, 'an escape that is wrong has no cooked value');
assert.sameValue(tag`\u{bad`.strings.raw[0], '\\u{bad');
var object = { tag() { return this; } };
assert.sameValue(object.tag`x`, object);
assert.throws(TypeError, function () { new class {}`x`; }, 'new applies to what the tag answers');
