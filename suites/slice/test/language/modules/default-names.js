/*---
description: A default export that is anonymous is named default
esid: sec-exports-runtime-semantics-evaluation
flags: [module]
---*/

import self from './default-names.js';
assert.throws(ReferenceError, function () { self; });
export default class { static answer() { return 42; } }
assert.sameValue(self.name, 'default');
assert.sameValue(self.answer(), 42);
