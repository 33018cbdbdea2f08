/**
 * A shell in a thread of its own, so that whoever has the terminal can interrupt what it evaluates. Lines go in one after the other;
 * `interrupt` ends the evaluation under way as an error, and the session goes on.
 */
import type { Worker } from 'node:worker_threads';
import { startDeepThread } from './deep-thread.ts';

export interface ShellTask {
  /** One number, not 0: what is being evaluated is to end. */
  stop: Int32Array;
}

export type ShellRequest = { line: string } | { complete: string } | { clear: true };

export type ShellMessage =
  | { stream: 'stdout' | 'stderr'; text: string }
  /** A line is done: whether more lines belong to its form, and whether it leaves. */
  | { done: { open: boolean; quit: boolean } }
  | { completions: [string[], string] };

export class ShellThread {
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;
  private lineDone: (answer: { open: boolean; quit: boolean }) => void = () => {};
  private completed: (found: [string[], string]) => void = () => {};
  /** A line is being evaluated. */
  busy = false;
  /** The lines so far are the beginning of a form. */
  open = false;

  constructor(write: (stream: 'stdout' | 'stderr', text: string) => void, failed: (error: Error) => void) {
    this.worker = startDeepThread('shell-worker.cjs', { stop: this.stop } satisfies ShellTask);
    this.worker.on('error', failed);
    this.worker.on('message', (message: ShellMessage) => {
      if ('stream' in message) write(message.stream, message.text);
      else if ('done' in message) this.lineDone(message.done);
      else this.completed(message.completions);
    });
  }

  /** Answers whether the line leaves the shell. */
  async feed(line: string): Promise<boolean> {
    this.busy = true;
    Atomics.store(this.stop, 0, 0);
    const { open, quit } = await new Promise<{ open: boolean; quit: boolean }>(resolve => {
      this.lineDone = resolve;
      this.send({ line });
    });
    this.busy = false;
    this.open = open;
    return quit;
  }

  complete(line: string): Promise<[string[], string]> {
    if (this.busy) return Promise.resolve([[], '']);
    return new Promise(resolve => {
      this.completed = resolve;
      this.send({ complete: line });
    });
  }

  /** Gives up the lines so far. */
  clear(): void {
    this.open = false;
    this.send({ clear: true });
  }

  interrupt(): void {
    Atomics.store(this.stop, 0, 1);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private send(request: ShellRequest): void {
    this.worker.postMessage(request);
  }
}
