export let count = 0;
export function increment() { count += 1; return count; }
export var kept = 'kept';
export const fixed = { field: 1 };
export class Shape { area() { return 0; } }
export default function () { return 'default'; }
var local = 'renamed';
export { local as renamed, local as 'any string' };
