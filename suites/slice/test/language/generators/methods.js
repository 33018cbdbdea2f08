/*---
description: Generators can be methods of objects and classes, with computed and private names
esid: sec-generator-function-definitions
---*/

var object = { *m() { yield this.x; }, x: 1, *['c']() { yield 2; } };
assert.compareArray([...object.m(), ...object.c()], [1, 2]);
class A {
  *#hidden() { yield 'hidden'; }
  static *make() { yield* new A().#hidden(); }
  *[Symbol.iterator]() { yield 3; yield 4; }
}
assert.compareArray([...A.make()], ['hidden']);
assert.compareArray([...new A()], [3, 4]);
