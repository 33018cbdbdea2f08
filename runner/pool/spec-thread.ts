/** Spec files run in a thread with a deep stack, one after the other; the standard library is compiled there once. */

import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { KernelTier } from '../../harness/test-case.ts';
import type { SpecFilePlan, SpecResult } from '../../suites/spec-suite.ts';
import { startDeepThread } from './deep-thread.ts';

export interface SpecTask {
  tier: KernelTier;
  file: SpecFilePlan;
  timeoutMs: number;
}

export type SpecMessage = { result: SpecResult } | { end: { problem?: string } };

export class SpecThread {
  readonly #worker: Worker = startDeepThread('spec-worker.js', null);

  /** Reports each case as it ends. Rejects when the thread breaks down. */
  async run(task: SpecTask, report: (result: SpecResult) => void): Promise<{ problem?: string }> {
    const ended = once(this.#worker, 'end-of-file') as Promise<[{ problem?: string }]>;
    const receive = (message: SpecMessage): void => {
      if ('result' in message) report(message.result);
      else this.#worker.emit('end-of-file', message.end);
    };
    this.#worker.on('message', receive);
    this.#worker.postMessage(task);
    try {
      return (await ended)[0];
    } finally {
      this.#worker.off('message', receive);
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
