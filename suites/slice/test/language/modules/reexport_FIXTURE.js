export * from './values_FIXTURE.js';
export * as group from './values_FIXTURE.js';
export { kept as first, default as second } from './values_FIXTURE.js';
export var renamed = 'own wins';
export { default } from './values_FIXTURE.js';
