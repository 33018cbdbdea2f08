/*---
description: yield may stand inside any expression and keeps what was evaluated before it
esid: sec-yield
---*/

function* mixed() {
  var list = [1, yield 'a', yield 'b'];
  var object = { [yield 'key']: yield 'value' };
  var sum = 1 + (yield 'sum');
  var text = `<${yield 'template'}>`;
  var called = Math.max(1, yield 'argument', 2);
  return [list.join(), Object.keys(object)[0], object.k, sum, text, called];
}
var g = mixed();
var sent = [undefined, 2, 3, 'k', 'v', 10, 't', 7];
var asked = [];
var step;
for (var i = 0; i < sent.length; i += 1) {
  step = g.next(sent[i]);
  if (!step.done) asked.push(step.value);
}
assert.compareArray(asked, ['a', 'b', 'key', 'value', 'sum', 'template', 'argument']);
assert.compareArray(step.value, ['1,2,3', 'k', 'v', 11, '<t>', 7]);
