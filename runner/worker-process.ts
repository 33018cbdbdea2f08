/**
 * Entry of a worker process: hosts one worker thread through the same executor as the main process does, and relays. The thread
 * gives the engine its deep stack and the inside time limit; the process around it can be lost without loss to the run.
 */
import type { CaseSpec } from '../harness/test-case.ts';
import type { BatchEnd, WorkerMessage, WorkerSetup } from './pool-protocol.ts';
import { ThreadExecutor } from './thread-executor.ts';

export type ToProcess = { type: 'setup'; setup: WorkerSetup } | { type: 'batch'; cases: readonly CaseSpec[] };

export type FromProcess = WorkerMessage | { type: 'end'; end: BatchEnd; cpuMs: number };

let executor: ThreadExecutor | undefined;

process.on('message', (message: ToProcess) => {
  if (message.type === 'setup') executor = new ThreadExecutor(message.setup, 1);
  else void runBatch(message.cases);
});
// The main process is gone, or wants this one to go.
process.on('disconnect', () => process.exit(0));
// The terminal sends Ctrl-C to the whole group; the main process decides what it means.
process.on('SIGINT', () => {});

async function runBatch(cases: readonly CaseSpec[]): Promise<void> {
  if (executor === undefined) return;
  const end = await executor.run(cases, send);
  const { user, system } = process.cpuUsage();
  send({ type: 'end', end, cpuMs: (user + system) / 1000 });
}

function send(message: FromProcess): void {
  process.send?.(message);
}
