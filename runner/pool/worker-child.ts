/**
 * One worker process, seen from the main process: some lanes, each of which runs one batch at a time. Guarantees: every batch that was
 * given to it ends, whatever happens to the process; the messages of a batch come before its end.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { CaseSpec } from '../../harness/test-case.ts';
import type { FromProcess, ToProcess } from '../entries/worker-process.ts';
import { workerFile } from './deep-thread.ts';
import { LastWords } from './last-words.ts';
import { FIRST_MESSAGE_FD, readMessages } from './message-pipe.ts';
import { killGroup } from './process-group.ts';
import type { BatchEnd, WorkerListener, WorkerSetup } from './protocol.ts';
import { Silence } from './silence.ts';
import type { WatchLimits } from './watchdog.ts';

export class WorkerChild {
  readonly lanes: number;
  /** Processor time it has used. */
  cpuMs = 0;
  /** Its threads that had to be replaced. */
  replaced = 0;
  gone = false;
  readonly #child: ChildProcess;
  readonly #limits: WatchLimits;
  readonly #words: LastWords;
  readonly #idle: number[];
  /** Who takes the messages of a lane, and what is told when the process is gone. */
  readonly #batches = new Map<number, { receive: (message: FromProcess) => void; lost: (how: string) => void }>();
  #silent = false;
  /** One of its workers was ready once. */
  #served = false;

  constructor(lanes: number, limits: WatchLimits, pass: (text: string) => void) {
    this.lanes = lanes;
    this.#limits = limits;
    this.#idle = Array.from({ length: lanes }, (_, at) => at).reverse();
    this.#child = fork(workerFile('worker-process.js'), {
      serialization: 'advanced',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', ...this.#idle.map(() => 'pipe' as const)],
    });
    this.#words = new LastWords(this.#child.stderr!, pass);
    for (let lane = 0; lane < lanes; lane += 1) {
      const pipe = this.#child.stdio[FIRST_MESSAGE_FD + lane] as unknown as NodeJS.ReadableStream;
      readMessages<FromProcess>(pipe, message => this.#batches.get(lane)?.receive(message));
    }
    // That it could not be started is seen by its end, too.
    this.#child.on('error', () => {});
    this.#child.on('exit', () => {
      this.gone = true;
      // Programs that its engines have started would keep its pipes open.
      if (this.#child.pid !== undefined) killGroup(this.#child.pid);
    });
    // After the exit, and after everything that was written before it has been read.
    this.#child.on('close', (code, signal) => {
      this.gone = true;
      const how = this.#silent ? 'fell silent' : signal === null ? `exited with code ${code}` : `was killed by ${signal}`;
      for (const { lost } of [...this.#batches.values()]) lost(how);
    });
  }

  get free(): boolean {
    return !this.gone && this.#idle.length > 0;
  }

  setUp(setup: WorkerSetup): void {
    this.#send({ type: 'setup', setup, threads: this.lanes });
  }

  run(cases: readonly CaseSpec[], listener: WorkerListener): Promise<BatchEnd> {
    const lane = this.#idle.pop()!;
    let prepared = false;
    return new Promise(resolve => {
      const silence = new Silence(this.#limits, () => {
        this.#silent = true;
        this.kill();
      });
      const finish = (end: BatchEnd): void => {
        silence.end();
        this.#batches.delete(lane);
        resolve(end);
      };
      const receive = (message: FromProcess): void => {
        if (message.type !== 'end') {
          prepared = true;
          this.#served = true;
          silence.broken();
          listener(message);
          return;
        }
        this.cpuMs = Math.max(this.cpuMs, message.cpuMs);
        if (message.end.state === 'died') this.replaced += 1;
        this.#idle.push(lane);
        finish(message.end);
      };
      const lost = (how: string): void => {
        const cause = this.#words.outOfMemory ? 'oom' : 'exit';
        const why = cause === 'oom' ? `ran out of memory and ${how}` : how;
        const bystander = !prepared && this.#served;
        finish({ state: 'died', cause, message: `the worker process ${why}`, prepared, shared: true, bystander });
      };
      this.#batches.set(lane, { receive, lost });
      this.#send({ type: 'batch', lane, cases });
    });
  }

  kill(): void {
    if (this.gone) return;
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
    this.#child.kill('SIGKILL');
  }

  /** Ends it now. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return;
    const gone = new Promise(resolve => this.#child.once('exit', resolve));
    this.kill();
    await gone;
  }

  /** A child that is gone already is noticed by its exit. */
  #send(message: ToProcess): void {
    this.#child.send(message, () => {});
  }
}
