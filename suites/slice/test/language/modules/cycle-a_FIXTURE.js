import { fromB, callA } from './cycle-b_FIXTURE.js';
export function early() { return 'hoisted'; }
export let fromA = 'a and ' + fromB;
export { callA };
