/*---
description: A template joins its parts with the string of each value
esid: sec-template-literals
---*/

var name = 'world';
assert.sameValue(`hello ${name}`, 'hello world');
assert.sameValue(`${1}${`nested ${2}`}`, '1nested 2');
assert.sameValue(`a
b`, 'a\nb');
assert.sameValue(`\x41\u0042\u{43}\
D`, 'ABCD');
assert.sameValue(`${{ toString() { return 'text'; }, valueOf() { return 'value'; } }}`, 'text', 'the hint is string');
assert.sameValue(`$ { } $${1}`, '$ { } $1');
assert.throws(TypeError, function () { `${Symbol()}`; });
assert.sameValue(`\r
`.length, 2);
