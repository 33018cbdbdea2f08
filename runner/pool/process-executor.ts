/**
 * The supervisor: batches in worker processes. `--isolate fresh` has one process with all worker threads, `--isolate process` one for
 * each worker. Processes are kept; one that dies, for whatever reason, ends the batches it had as `died` and is replaced by the next
 * one. Nothing that a program does can end the process this runs in.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CaseSpec } from '../../harness/test-case.ts';
import type { BatchEnd, BatchRequest, Executor, WorkerListener, WorkerSetup } from './protocol.ts';
import { type WatchLimits, watchLimits } from './watchdog.ts';
import { WorkerChild } from './worker-child.ts';

export interface PoolShape {
  workers: number;
  /** Workers that share a process. */
  perProcess: number;
  /** Receives what workers write to stderr. */
  messages(text: string): void;
}

export class ProcessExecutor implements Executor {
  readonly workers: number;
  readonly #setup: WorkerSetup;
  readonly #shape: PoolShape;
  readonly #limits: WatchLimits;
  readonly #all = new Set<WorkerChild>();
  /** Those that run one batch and end with it. */
  readonly #reserved = new Set<WorkerChild>();
  /** Of children that are gone. */
  #cpuMs = 0;
  #replaced = 0;
  #closed = false;

  /** `first`: a process that was started ahead, and has not been set up. */
  constructor(setup: Omit<WorkerSetup, 'scratch'>, shape: PoolShape, first?: WorkerChild) {
    this.#setup = { ...setup, scratch: mkdtempSync(path.join(tmpdir(), 'sx-run-')) };
    this.#shape = shape;
    this.workers = shape.workers;
    this.#limits = watchLimits(setup.limits.timeoutMs);
    if (first?.gone === true) this.#replaced += 1;
    else if (first !== undefined) this.#add(first);
  }

  get foreignCpuMs(): number {
    return [...this.#all].reduce((sum, child) => sum + child.cpuMs, this.#cpuMs);
  }

  get replaced(): number {
    return [...this.#all].reduce((sum, child) => sum + child.replaced, this.#replaced);
  }

  async run(cases: readonly CaseSpec[], listener: WorkerListener, { alone }: BatchRequest = {}): Promise<BatchEnd> {
    const child = alone === true ? this.#start(1) : this.#free();
    if (alone === true) this.#reserved.add(child);
    const end = await child.run(cases, listener);
    if (child.gone) this.#forget(child);
    else if (alone === true) {
      this.#forget(child);
      await child.close();
    }
    return end;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map(child => child.close()));
    rmSync(this.#setup.scratch, { recursive: true, force: true });
  }

  #free(): WorkerChild {
    for (const child of this.#all) if (child.free && !this.#reserved.has(child)) return child;
    return this.#start(this.#shape.perProcess);
  }

  #start(lanes: number): WorkerChild {
    return this.#add(new WorkerChild(lanes, this.#limits, this.#shape.messages));
  }

  #add(child: WorkerChild): WorkerChild {
    this.#all.add(child);
    child.setUp(this.#setup);
    return child;
  }

  /** Every batch of a dead process comes by; it is counted once. */
  #forget(child: WorkerChild): void {
    if (!this.#all.delete(child)) return;
    this.#reserved.delete(child);
    this.#cpuMs += child.cpuMs;
    this.#replaced += child.replaced + (child.gone && !this.#closed ? 1 : 0);
  }
}
