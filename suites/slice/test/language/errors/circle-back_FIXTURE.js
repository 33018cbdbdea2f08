export { round } from './circle_FIXTURE.js';
