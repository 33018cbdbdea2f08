/**
 * Batches in child processes (`--isolate process`). Children are started when they are needed and kept; one that dies, for
 * whatever reason, ends its batch as `died` and is replaced by the next batch.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { CaseSpec } from '../../harness/test-case.ts';
import type { FromProcess, ToProcess } from '../entries/worker-process.ts';
import { workerFile } from './deep-thread.ts';
import { MESSAGE_FD, readMessages } from './message-pipe.ts';
import type { BatchEnd, Executor, WorkerListener, WorkerSetup } from './protocol.ts';
import { type WatchLimits, watchLimits } from './watchdog.ts';

export class ProcessExecutor implements Executor {
  readonly workers: number;
  replaced = 0;
  readonly #setup: WorkerSetup;
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();
  readonly #cpu = new Map<ChildProcess, number>();
  /** Who takes the messages of a child: the batch it runs. */
  readonly #receivers = new Map<ChildProcess, (message: FromProcess) => void>();
  readonly #limits: WatchLimits;
  #closed = false;

  constructor(setup: WorkerSetup, workers: number) {
    this.#setup = setup;
    this.workers = workers;
    this.#limits = watchLimits(setup.limits.timeoutMs);
  }

  get foreignCpuMs(): number {
    let sum = 0;
    for (const ms of this.#cpu.values()) sum += ms;
    return sum;
  }

  run(cases: readonly CaseSpec[], listener: WorkerListener): Promise<BatchEnd> {
    const child = this.#idle.pop() ?? this.#start();
    let prepared = false;
    return new Promise(resolve => {
      const silence = new Silence(this.#limits, () => {
        child.kill('SIGKILL');
        this.replaced += 1;
        finish({ state: 'died', cause: prepared ? 'timeout' : 'exit', message: 'the worker process fell silent', prepared });
      });
      const finish = (end: BatchEnd): void => {
        silence.end();
        this.#receivers.delete(child);
        child.off('close', onClose);
        resolve(end);
      };
      const onMessage = (message: FromProcess): void => {
        if (message.type !== 'end') {
          prepared = true;
          silence.broken();
          listener(message);
          return;
        }
        this.#cpu.set(child, message.cpuMs);
        if (message.end.state === 'died') this.replaced += 1;
        this.#idle.push(child);
        finish(message.end);
      };
      const onClose = (code: number | null, signal: string | null): void => {
        if (!this.#closed) this.replaced += 1;
        const how = signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
        finish({ state: 'died', cause: 'exit', message: `the worker process ${how}`, prepared });
      };
      this.#receivers.set(child, onMessage);
      // After the exit, and after everything that was written before it has been read.
      child.on('close', onClose);
      this.#send(child, { type: 'batch', cases });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const gone = [...this.#all].map(child => new Promise(resolve => child.once('exit', resolve)));
    for (const child of this.#all) child.kill('SIGKILL');
    await Promise.all(gone);
  }

  #start(): ChildProcess {
    const child = fork(workerFile('worker-process.js'), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc', 'pipe'],
    });
    this.#all.add(child);
    readMessages<FromProcess>(child.stdio[MESSAGE_FD] as unknown as NodeJS.ReadableStream, message =>
      this.#receivers.get(child)?.(message),
    );
    child.on('error', () => {});
    child.on('exit', () => {
      this.#all.delete(child);
      const at = this.#idle.indexOf(child);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    this.#send(child, { type: 'setup', setup: this.#setup });
    return child;
  }

  /** A child that is gone already is noticed by its exit. */
  #send(child: ChildProcess, message: ToProcess): void {
    child.send(message, () => {});
  }
}

/** A child watches its own thread; silence for much longer than it needs for that means that the child itself stands still. */
class Silence {
  readonly #limits: WatchLimits;
  readonly #onTooLong: () => void;
  #timer: NodeJS.Timeout;

  constructor(limits: WatchLimits, onTooLong: () => void) {
    this.#limits = limits;
    this.#onTooLong = onTooLong;
    this.#timer = setTimeout(onTooLong, limits.prepareMs + SILENCE_MARGIN_MS);
  }

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onTooLong, this.#limits.timeoutMs + this.#limits.graceMs + SILENCE_MARGIN_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

const SILENCE_MARGIN_MS = 5_000;
