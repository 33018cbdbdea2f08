/*---
description: Private fields are reached only through their class, and objects without them throw
esid: sec-privateget
---*/

class Counter {
  #count = 0;
  increment() { this.#count += 1; return this; }
  get value() { return this.#count; }
  static read(other) { return other.#count; }
  static swap(a, b) { [a.#count, b.#count] = [b.#count, a.#count]; }
}
var a = new Counter().increment().increment();
var b = new Counter();
assert.sameValue(a.value, 2);
Counter.swap(a, b);
assert.sameValue(b.value, 2);
assert.compareArray(Object.getOwnPropertyNames(a), []);
assert.sameValue(a['#count'], undefined);
assert.throws(TypeError, function () { Counter.read({}); });
assert.throws(TypeError, function () { Counter.read(new Proxy(a, {})); });
function makeClass() { return class { #x = 1; static read(o) { return o.#x; } }; }
var First = makeClass(), Second = makeClass();
assert.sameValue(First.read(new First()), 1);
assert.throws(TypeError, function () { First.read(new Second()); }, 'each evaluation has names of its own');
