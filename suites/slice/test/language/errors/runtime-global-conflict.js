/*---
description: A script whose let names a restricted global property fails before it starts
esid: sec-globaldeclarationinstantiation
negative:
  phase: runtime
  type: SyntaxError
---*/

let undefined;
throw 'must not run';
