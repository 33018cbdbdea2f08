/** Entry of the thread behind `runInThread`: runs the command with streams that post what is written. */
import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { ProgramIo } from '../cli/program-io.ts';
import type { ProgramCommand, ProgramMessage, ProgramTask } from '../pool/program-thread.ts';

const { command, args, written } = workerData as ProgramTask;

/** Messages that may be on their way. */
const AHEAD = 64;

const MODULES: Record<ProgramCommand, () => Promise<{ main(args: readonly string[], io: ProgramIo): Promise<number> }>> = {
  'run-sx': () => import('../commands/run-sx.ts'),
  js: () => import('../commands/js.ts'),
};

let posted = 0;

function post(message: ProgramMessage): void {
  parentPort?.postMessage(message);
}

function posting(stream: 'stdout' | 'stderr'): Writable {
  return new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      post({ stream, text });
      posted++;
      for (let n = Atomics.load(written, 0); posted - n > AHEAD; n = Atomics.load(written, 0)) Atomics.wait(written, 0, n);
      done();
    },
  });
}

const io: ProgramIo = { stdin: process.stdin, stdout: posting('stdout'), stderr: posting('stderr'), deepStack: true };
post({ code: await (await MODULES[command]()).main(args, io) });
