/*---
description: 'All listings of own keys share one order: indices, strings, symbols'
esid: sec-ordinaryownpropertykeys
---*/

var tag = Symbol('tag');
var object = { b: 1, [tag]: 2, 2: 3, a: 4, 1: 5 };
Object.defineProperty(object, 'hidden', { value: 6 });
assert.compareArray(Object.keys(object), ['1', '2', 'b', 'a']);
assert.compareArray(Object.values(object), [5, 3, 1, 4]);
assert.compareArray(Object.entries(object).map(e => e.join('=')), ['1=5', '2=3', 'b=1', 'a=4']);
assert.compareArray(Object.getOwnPropertyNames(object), ['1', '2', 'b', 'a', 'hidden']);
assert.compareArray(Object.getOwnPropertySymbols(object), [tag]);
assert.compareArray(Reflect.ownKeys(object), ['1', '2', 'b', 'a', 'hidden', tag]);
assert.compareArray(Reflect.ownKeys(Object.getOwnPropertyDescriptors(object)), ['1', '2', 'b', 'a', 'hidden', tag]);
assert.compareArray(Object.keys('ab'), ['0', '1']);
assert.compareArray(Object.getOwnPropertyNames('ab'), ['0', '1', 'length']);
