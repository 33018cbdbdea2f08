/*---
description: Lists export local names under any name, or pass on what another module exports
esid: sec-exports
flags: [module]
---*/

import * as self from './export-lists.js';
var first = 1;
let second = 2;
export { first, first as again, second as 'a string', second as if };
export {};
export { kept as passed, default as standard } from './values_FIXTURE.js';
export * as group from './values_FIXTURE.js';
export * from './data-names_FIXTURE.js';
assert.compareArray(Object.keys(self), ['a string', 'again', 'first', 'group', 'if', 'other', 'passed', 'standard']);
first = 10;
assert.sameValue(self.first, 10);
assert.sameValue(self.again, 10, 'both names are the same binding');
assert.sameValue(self['a string'] + self.if, 4);
assert.sameValue(self.passed, 'kept');
assert.sameValue(self.group.passed, undefined);
assert.sameValue(typeof passed, 'undefined', 'a name that is passed on is not bound here');
assert.sameValue(self.other, 'other');
