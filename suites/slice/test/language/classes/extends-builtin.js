/*---
description: A class can extend Array, Error and Function with their special behaviour
esid: sec-runtime-semantics-classdefinitionevaluation
---*/

class List extends Array {
  last() { return this[this.length - 1]; }
}
var list = new List();
list[3] = 'x';
assert.sameValue(list.length, 4);
assert.sameValue(list.last(), 'x');
assert(Array.isArray(list));
assert(List.from([1, 2]).map(x => x) instanceof List);
class Failure extends RangeError {
  get name() { return 'Failure'; }
}
var failure = new Failure('why');
assert(failure instanceof RangeError);
assert.sameValue(String(failure), 'Failure: why');
class Text extends String {}
assert.sameValue(new Text('abc').length, 3);
