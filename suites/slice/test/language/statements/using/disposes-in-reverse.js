/*---
description: using disposes its resources in reverse order at the end of the block
esid: sec-let-and-const-declarations
features: [explicit-resource-management]
---*/

var log = [];
function resource(name) {
  return { name: name, [Symbol.dispose]() { log.push('dispose ' + name); } };
}
{
  using a = resource('a'), b = resource('b');
  using none = null;
  using c = resource('c');
  log.push('body ' + a.name + b.name + c.name);
}
assert.compareArray(log, ['body abc', 'dispose c', 'dispose b', 'dispose a']);
