/**
 * A command that runs a program, in a thread with a deep stack. What the program writes arrives in order, and it waits when the
 * streams cannot keep up. Receives the command's module and arguments, answers its exit code.
 */
import { EXIT } from '../cli/exit-codes.ts';
import type { ProgramIo } from '../cli/program-io.ts';
import { startDeepThread } from './deep-thread.ts';

/** The commands that can be run so. */
export type ProgramCommand = 'run-sx' | 'js';

export interface ProgramTask {
  command: ProgramCommand;
  args: readonly string[];
  /** One number: how many of the thread's messages have been written. */
  written: Int32Array;
}

export type ProgramMessage = { stream: 'stdout' | 'stderr'; text: string } | { code: number };

export async function runInThread(command: ProgramCommand, args: readonly string[], io: ProgramIo): Promise<number> {
  const written = new Int32Array(new SharedArrayBuffer(4));
  const worker = startDeepThread('program-worker.cjs', { command, args, written } satisfies ProgramTask);
  // A reader that has gone away (`| head`) is no failure of the program.
  io.stdout.on('error', e => {
    if ((e as NodeJS.ErrnoException).code !== 'EPIPE') throw e;
  });
  return new Promise(resolve => {
    worker.on('message', (message: ProgramMessage) => {
      // Nothing comes after the code; that the thread takes itself apart is not worth waiting for.
      if ('code' in message) resolve(message.code);
      else {
        io[message.stream].write(message.text, () => {
          Atomics.add(written, 0, 1);
          Atomics.notify(written, 0);
        });
      }
    });
    worker.on('error', error => {
      io.stderr.write(`sx: ${error.message}\n`);
      resolve(EXIT.broken);
    });
    worker.on('exit', () => resolve(EXIT.broken));
  });
}
