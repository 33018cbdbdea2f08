import { early, fromA } from './cycle-a_FIXTURE.js';
export let log = [early()];
try {
  fromA;
} catch (error) {
  log.push(error.constructor);
}
export let fromB = 'b';
export function callA() { return fromA; }
