/*---
description: this of a derived constructor exists after super, which can run once
esid: sec-super-keyword-runtime-semantics-evaluation
---*/

class Base {}
assert.throws(ReferenceError, function () { new (class extends Base { constructor() { this.x = 1; } })(); });
assert.throws(ReferenceError, function () { new (class extends Base { constructor() {} })(); });
assert.throws(ReferenceError, function () { new (class extends Base { constructor() { super(); super(); } })(); });
assert.throws(TypeError, function () { new (class extends Base { constructor() { return 1; } })(); });
var other = {};
assert.sameValue(new (class extends Base { constructor() { return other; } })(), other);
var viaArrow = new (class extends Base {
  constructor() {
    var later = () => super();
    later();
    this.ready = true;
  }
})();
assert.sameValue(viaArrow.ready, true);
