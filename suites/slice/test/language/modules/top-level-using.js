/*---
description: A module may use using at its top
esid: sec-source-text-module-record-execute-module
flags: [module]
features: [explicit-resource-management]
---*/

using resource = { [Symbol.dispose]() { this.disposed = true; } };
assert.sameValue(resource.disposed, undefined);
