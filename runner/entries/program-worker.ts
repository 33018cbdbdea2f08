/** Entry of the thread behind `runInThread`: runs the command with streams that post what is written. CommonJS, like the commands. */
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { ProgramIo } from '../cli/program-io.ts';
import type { ProgramMessage, ProgramTask } from '../pool/program-thread.ts';

const { command, args, written } = workerData as ProgramTask;

/** Messages that may be on their way. */
const AHEAD = 64;

interface CommandModule {
  main(args: readonly string[], io: ProgramIo): Promise<number>;
}

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
const module = createRequire(import.meta.url)(`./commands/${command}.cjs`) as CommandModule;
module.main(args, io).then(code => post({ code }));
