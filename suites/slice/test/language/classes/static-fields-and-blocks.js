/*---
description: Static fields and blocks run in order with the class as this
esid: sec-class-static-block
---*/

var log = [];
class A {
  static first = log.push('first');
  static {
    log.push('block');
    this.fromBlock = A.first + 1;
    var local = 'local';
  }
  static second = this.fromBlock;
  static #hidden = 'hidden';
  static { A.reader = () => A.#hidden; }
  static { log.push(typeof local); }
}
assert.compareArray(log, ['first', 'block', 'undefined']);
assert.sameValue(A.second, 2);
assert.sameValue(A.reader(), 'hidden');
assert.sameValue(typeof local, 'undefined');
