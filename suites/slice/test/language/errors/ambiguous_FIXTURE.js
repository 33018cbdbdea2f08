export * from './values_FIXTURE.js';
export * from './more_FIXTURE.js';
