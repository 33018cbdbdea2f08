/*---
description: Fields are defined on each instance before the rest of the constructor, in order
esid: sec-initializeinstanceelements
includes: [propertyHelper.js]
---*/

var log = [];
class Base {
  constructor() { log.push('base ' + Object.keys(this)); }
}
class Derived extends Base {
  first = log.push('first');
  second = this.first + 1;
  bare;
  'quoted' = 1;
  ['comp' + 'uted'] = () => this;
  constructor() {
    log.push('before');
    super();
    log.push('after');
  }
}
var d = new Derived();
assert.compareArray(log, ['before', 'base ', 'first', 'after']);
assert.compareArray(Object.keys(d), ['first', 'second', 'bare', 'quoted', 'computed']);
assert.sameValue(d.computed(), d);
assert.sameValue(d.computed.name, 'computed');
verifyProperty(d, 'bare', { value: undefined, writable: true, enumerable: true, configurable: true });
