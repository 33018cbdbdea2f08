/*---
description: Computed names are evaluated once, in order, when the class is defined
esid: sec-runtime-semantics-classdefinitionevaluation
---*/

var log = [];
function key(name) { log.push(name); return name; }
class A {
  [key('a')] = log.push('value');
  static [key('b')] = log.push('static value');
  [key('c')]() {}
}
assert.compareArray(log, ['a', 'b', 'c', 'static value']);
new A();
new A();
assert.sameValue(log.length, 6);
