/*---
description: Each turn of a for loop with let has bindings of its own, copied from the turn before
esid: sec-createperiterationenvironment
---*/

var readers = [];
for (let i = 0; i < 3; i += 1) readers.push(() => i);
assert.compareArray(readers.map(read => read()), [0, 1, 2]);

var steps = [];
for (let i = 0, bump = () => { i += 10; }; i < 3; i += 1) {
  bump();
  steps.push(i);
}
assert.compareArray(steps, [0, 1, 2], 'a closure of the header keeps the first binding only');

var updates = [];
for (let i = 0; i < 2; updates.push(() => i), i += 1);
assert.compareArray(updates.map(read => read()), [1, 2], 'the update belongs to the new turn');
