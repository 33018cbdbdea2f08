/** Entry of a worker thread: piscina calls the default export once per batch. */
import { type MessagePort, workerData } from 'node:worker_threads';
import type { CaseSpec } from '../../harness/test-case.ts';
import { writeMessage } from '../pool/message-pipe.ts';
import { ProgressSlot } from '../pool/progress-slot.ts';
import type { BatchReply, WorkerMessage, WorkerSetup } from '../pool/protocol.ts';
import { WorkerRuntime } from '../pool/worker-runtime.ts';

export interface ThreadTask {
  cases: readonly CaseSpec[];
  memory: SharedArrayBuffer;
  port: MessagePort;
}

const setup = workerData as WorkerSetup;
const runtime = new WorkerRuntime(setup);

export default async function runThreadTask({ cases, memory, port }: ThreadTask): Promise<BatchReply> {
  const post = (message: WorkerMessage): void => {
    if (setup.messageFd !== undefined) writeMessage(setup.messageFd, message);
    port.postMessage(message);
  };
  try {
    return await runtime.runBatch(cases, new ProgressSlot(memory), post);
  } finally {
    port.close();
  }
}
