/*---
description: Async methods and arrows keep this, arguments and super
esid: sec-async-function-definitions
flags: [async]
includes: [asyncHelpers.js]
---*/

class Base { async hello() { return 'base ' + this.name; } }
class Derived extends Base {
  name = 'd';
  async hello() {
    var parent = async () => super.hello();
    await null;
    return 'derived ' + await parent();
  }
  static async make() { return new this(); }
  async #hidden() { return arguments.length; }
  count() { return this.#hidden(1, 2, 3); }
}
asyncTest(async function () {
  var d = await Derived.make();
  assert.sameValue(await d.hello(), 'derived base d');
  assert.sameValue(await d.count(), 3);
  assert.sameValue(await { async m(x) { await 0; return arguments[0] + this.n; }, n: 1 }.m(1), 2);
});
