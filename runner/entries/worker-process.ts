/**
 * Entry of a worker process: hosts one worker thread through the same executor as the main process does. The thread gives the
 * engine its deep stack and the inside time limit; the process around it can be lost without loss to the run, since the thread
 * writes its messages straight into a pipe.
 */
import type { CaseSpec } from '../../harness/test-case.ts';
import { MESSAGE_FD, writeMessage } from '../pool/message-pipe.ts';
import type { BatchEnd, WorkerMessage, WorkerSetup } from '../pool/protocol.ts';
import { ThreadExecutor } from '../pool/thread-executor.ts';

export type ToProcess = { type: 'setup'; setup: WorkerSetup } | { type: 'batch'; cases: readonly CaseSpec[] };

export type FromProcess = WorkerMessage | { type: 'end'; end: BatchEnd; cpuMs: number };

let executor: ThreadExecutor | undefined;

process.on('message', (message: ToProcess) => {
  if (message.type === 'setup') executor = new ThreadExecutor({ ...message.setup, messageFd: MESSAGE_FD }, 1);
  else void runBatch(message.cases);
});
// The main process is gone, or wants this one to go.
process.on('disconnect', () => process.exit(0));
// The terminal sends Ctrl-C to the whole group; the main process decides what it means.
process.on('SIGINT', () => {});

async function runBatch(cases: readonly CaseSpec[]): Promise<void> {
  if (executor === undefined) return;
  const end = await executor.run(cases, () => {});
  const { user, system } = process.cpuUsage();
  const message: FromProcess = { type: 'end', end, cpuMs: (user + system) / 1000 };
  writeMessage(MESSAGE_FD, message);
}
