/*---
description: An exception of a module is its own error
esid: sec-moduleevaluation
negative:
  phase: runtime
  type: URIError
flags: [module]
---*/

export {};
throw new URIError('on purpose');
