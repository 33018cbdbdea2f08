/*---
description: Optional chains reach private members and stand beside super and delete
esid: sec-optional-chains
---*/

class Cell {
  #value = { deep: 1 };
  static read(cell) { return cell?.#value.deep; }
  static maybe(cell) { return cell.next?.#value; }
}
assert.sameValue(Cell.read(new Cell()), 1);
assert.sameValue(Cell.read(undefined), undefined);
assert.sameValue(Cell.maybe(new Cell()), undefined);
assert.throws(TypeError, function () { Cell.read({}); });
class Derived extends Cell {
  run() { return super.missing?.field; }
}
assert.sameValue(new Derived().run(), undefined);
var object = { a: { b: 1 } };
assert.sameValue(delete object?.a.b, true);
assert.compareArray(Object.keys(object.a), []);
