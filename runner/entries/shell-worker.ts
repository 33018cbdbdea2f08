/** Entry of the thread behind `ShellThread`: the shell itself. CommonJS, like the commands. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { memoryGauge, memoryLimit } from '../../harness/memory-gauge.ts';
import { ProgramWorld } from '../../harness/programs/library-files.ts';
import { standardSystem } from '../../harness/programs/standard-system.ts';
import { unhandledText } from '../../kernel/embed/failure-text.ts';
import { Shell } from '../../kernel/embed/shell.ts';
import { Interrupt } from '../../kernel/values/condition.ts';
import type { ShellMessage, ShellRequest, ShellTask } from '../pool/shell-thread.ts';

const { stop } = workerData as ShellTask;

function post(message: ShellMessage): void {
  parentPort?.postMessage(message);
}

/** The libraries that are loaded before the first line are not what is to end. */
let evaluating = false;

const system = standardSystem({
  memory: memoryGauge,
  output: text => post({ stream: 'stdout', text }),
  checkpoint: () => {
    if (evaluating && Atomics.exchange(stop, 0, 0) !== 0) throw new Interrupt('stopped');
  },
});
system.kernel.memory.limit = memoryLimit();
const shell = new Shell(system, {
  answer: new ProgramWorld(system, ['.', 'lib']).answer,
  readFile: file => readFileSync(file, 'utf8'),
});

function endText(error: unknown): string {
  if (!(error instanceof Interrupt)) return unhandledText(error);
  return error.reason === 'memory' ? 'out of memory\n' : 'interrupted\n';
}

parentPort?.on('message', (request: ShellRequest) => {
  if ('complete' in request) post({ completions: shell.completions(request.complete) });
  else if ('clear' in request) shell.clear();
  else {
    evaluating = true;
    const reply = shell.feed(request.line);
    evaluating = false;
    if (reply.kind === 'text') post({ stream: 'stdout', text: reply.text });
    if (reply.kind === 'error') {
      post({ stream: 'stderr', text: endText(reply.error) });
    }
    post({ done: { open: shell.open, quit: reply.kind === 'quit' } });
  }
});
