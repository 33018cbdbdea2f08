/** Entry of a worker thread: piscina calls the default export once per batch. */
import { workerData } from 'node:worker_threads';
import type { CaseSpec } from '../../harness/test-case.ts';
import { writeMessage } from '../pool/message-pipe.ts';
import { ProgressSlot } from '../pool/progress-slot.ts';
import type { BatchReply, WorkerSetup } from '../pool/protocol.ts';
import { WorkerRuntime } from '../pool/worker-runtime.ts';

export interface ThreadTask {
  cases: readonly CaseSpec[];
  memory: SharedArrayBuffer;
  /** Where messages are written. */
  fd: number;
}

const runtime = new WorkerRuntime(workerData as WorkerSetup);

export default function runThreadTask({ cases, memory, fd }: ThreadTask): Promise<BatchReply> {
  return runtime.runBatch(cases, new ProgressSlot(memory), message => writeMessage(fd, message));
}
