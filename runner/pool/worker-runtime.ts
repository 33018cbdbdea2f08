/**
 * The inside of a worker: one engine, prepared with the first batch and kept for all that follow. Knows nothing of threads or
 * processes; whoever hosts it passes the batch, the shared slot and a way to post results.
 */
import { CacheStore } from '../../cache/store.ts';
import type { Engine } from '../../harness/engines/engine.ts';
import { createEngine, parseEngineSpec } from '../../harness/engines/engine-spec.ts';
import { runCase } from '../../harness/run-case.ts';
import { CaseStopSignal } from '../../harness/stop-signal.ts';
import type { CaseSpec } from '../../harness/test-case.ts';
import { PHASE_DONE, PHASE_PREPARING, PHASE_RUNNING, type ProgressSlot, STOP_CELL } from './progress-slot.ts';
import type { BatchReply, WorkerListener, WorkerSetup } from './protocol.ts';

export class WorkerRuntime {
  readonly #setup: WorkerSetup;
  readonly #store: CacheStore;
  #engine: Promise<Engine> | undefined;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
    this.#store = new CacheStore(setup.cacheDir, { enabled: setup.cacheEnabled });
  }

  async runBatch(cases: readonly CaseSpec[], slot: ProgressSlot, post: WorkerListener): Promise<BatchReply> {
    slot.phase = PHASE_PREPARING;
    let engine: Engine;
    try {
      this.#engine ??= this.#prepare();
      engine = await this.#engine;
    } catch (error) {
      this.#engine = undefined;
      return { state: 'unprepared', message: (error as Error).message };
    }
    post({ type: 'ready' });
    const stop = new CaseStopSignal(slot.cells, STOP_CELL);
    const around = { corpusRoot: this.#setup.corpusRoot, timeoutMs: this.#setup.limits.timeoutMs, stop };
    for (let index = 0; index < cases.length; index += 1) {
      stop.arm(index + 1);
      slot.sequence = index + 1;
      slot.phase = PHASE_RUNNING;
      if (stop.reason() === 'cancelled') return { state: 'cancelled', ...this.#report() };
      const result = await runCase(cases[index]!, engine, around);
      if (result === 'cancelled') return { state: 'cancelled', ...this.#report() };
      post({ type: 'result', index, result });
    }
    slot.phase = PHASE_DONE;
    return { state: 'done', ...this.#report() };
  }

  #report(): Pick<Extract<BatchReply, { state: 'done' }>, 'cache' | 'damage'> {
    return { cache: this.#store.takeCounters(), damage: this.#store.takeDamage() };
  }

  async #prepare(): Promise<Engine> {
    const { tier, corpusRoot, includes, limits } = this.#setup;
    const spec = parseEngineSpec(this.#setup.engine);
    if (spec === undefined) throw new Error(`unknown engine ${this.#setup.engine}`);
    const engine = await createEngine(spec);
    await engine.prepare({ tier, corpusRoot, includes, store: this.#store, limits });
    return engine;
  }
}
