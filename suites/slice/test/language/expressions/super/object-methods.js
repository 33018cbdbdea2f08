/*---
description: super in a method reads from the prototype of its home object with the current this
esid: sec-super-keyword
---*/

var parent = {
  name: 'parent',
  hello() { return 'hello from ' + this.name; },
  get who() { return this.name; },
};
var child = {
  __proto__: parent,
  name: 'child',
  hello() { return super.hello() + '!'; },
  get who() { return 'really ' + super['who']; },
  write() { super.written = 1; },
};
assert.sameValue(child.hello(), 'hello from child!');
assert.sameValue(child.who, 'really child');
child.write();
assert(Object.hasOwn(child, 'written'));
assert.sameValue('written' in parent, false);
var borrowed = { hello: child.hello, name: 'borrower' };
assert.sameValue(borrowed.hello(), 'hello from borrower!', 'the home object stays');
var viaArrow = { __proto__: parent, name: 'arrow', hello() { return (() => super.hello())(); } };
assert.sameValue(viaArrow.hello(), 'hello from arrow');
