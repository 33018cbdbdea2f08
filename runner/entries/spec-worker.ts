/** Entry of the thread behind `SpecThread`. */
import { parentPort } from 'node:worker_threads';
import { runSpecs } from '../../suites/spec-suite.ts';
import type { SpecMessage, SpecTask } from '../pool/spec-thread.ts';

const post = (message: SpecMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ tier, file, timeoutMs }: SpecTask) => {
  post({ end: runSpecs(tier, file, timeoutMs, result => post({ result })) });
});
