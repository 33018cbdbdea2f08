/*---
description: Declarations of every kind can be exported, with a default expression too
esid: sec-exports
flags: [module]
---*/

import * as self from './export-forms.js';
export var [a, { b, ...rest }] = [1, { b: 2, c: 3 }];
export const c = 3;
export function f() {}
export function* g() {}
export async function af() {}
export async function* ag() {}
export class K {}
export default (1, class {});
assert.compareArray(Object.keys(self), ['K', 'a', 'af', 'ag', 'b', 'c', 'default', 'f', 'g', 'rest']);
assert.sameValue(self.a + self.b + self.c + self.rest.c, 9);
assert.sameValue(self.default.name, '');
