/**
 * Entry of a worker process: hosts worker threads, which give engines their deep stacks and the inside time limits. The process can be
 * lost without loss to the run, since threads write their messages straight into pipes, one for each lane of batches.
 */
import { rmSync } from 'node:fs';
import type { CaseSpec } from '../../harness/test-case.ts';
import { FIRST_MESSAGE_FD, writeMessage } from '../pool/message-pipe.ts';
import { killGroup } from '../pool/process-group.ts';
import type { BatchEnd, WorkerMessage, WorkerSetup } from '../pool/protocol.ts';
import { ThreadHost } from '../pool/thread-host.ts';

export type ToProcess =
  | { type: 'setup'; setup: WorkerSetup; threads: number }
  | { type: 'batch'; lane: number; cases: readonly CaseSpec[] };

export type FromProcess = WorkerMessage | { type: 'end'; end: BatchEnd; cpuMs: number };

let host: ThreadHost | undefined;

let scratch: string | undefined;

process.on('message', (message: ToProcess) => {
  if (message.type === 'setup') {
    scratch = message.setup.scratch;
    host = new ThreadHost(message.setup, message.threads);
  } else void runBatch(message.lane, message.cases);
});
// The main process is gone, or wants this one to go, with everything it has started.
process.on('disconnect', () => {
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  killGroup(process.pid);
  process.exit(0);
});

async function runBatch(lane: number, cases: readonly CaseSpec[]): Promise<void> {
  if (host === undefined) return;
  const fd = FIRST_MESSAGE_FD + lane;
  const end = await host.run(cases, fd);
  const { user, system } = process.cpuUsage();
  const message: FromProcess = { type: 'end', end, cpuMs: (user + system) / 1000 };
  writeMessage(fd, message);
}
