export { round } from './circle-back_FIXTURE.js';
