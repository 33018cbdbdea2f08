/*---
description: Assigning a name nobody declared makes a global property in sloppy code
esid: sec-putvalue
flags: [noStrict]
---*/

undeclaredName = 1;
assert.sameValue(globalThis.undeclaredName, 1);
assert(delete globalThis.undeclaredName);
assert.throws(ReferenceError, function () { undeclaredName; });
