/** Entry of a worker thread: piscina calls the default export once per batch. */
import { type MessagePort, workerData } from 'node:worker_threads';

import type { CaseSpec } from '../harness/test-case.ts';
import type { BatchReply, WorkerSetup } from './pool-protocol.ts';
import { ProgressSlot } from './progress-slot.ts';
import { WorkerRuntime } from './worker-runtime.ts';

export interface ThreadTask {
  cases: readonly CaseSpec[];
  memory: SharedArrayBuffer;
  port: MessagePort;
}

const runtime = new WorkerRuntime(workerData as WorkerSetup);

export default async function runThreadTask({ cases, memory, port }: ThreadTask): Promise<BatchReply> {
  try {
    return await runtime.runBatch(cases, new ProgressSlot(memory), message => port.postMessage(message));
  } finally {
    port.close();
  }
}
