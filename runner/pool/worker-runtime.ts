/**
 * The inside of a worker: one case runner, prepared with the first batch and kept for all that follow. Knows nothing of threads or
 * processes; whoever hosts it passes the batch, the shared slot and a way to post results.
 */
import { CacheStore } from '../../cache/store.ts';
import type { CaseRunner } from '../../harness/case-runner.ts';
import { createCaseRunner } from '../../harness/create-case-runner.ts';
import { CaseStopSignal } from '../../harness/stop-signal.ts';
import type { CaseSpec } from '../../harness/test-case.ts';
import { PHASE_DONE, PHASE_PREPARING, PHASE_RUNNING, type ProgressSlot, STOP_CELL } from './progress-slot.ts';
import type { BatchReply, CacheReport, WorkerListener, WorkerSetup } from './protocol.ts';

export class WorkerRuntime {
  readonly #setup: WorkerSetup;
  readonly #store: CacheStore;
  #runner: Promise<CaseRunner> | undefined;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
    this.#store = new CacheStore(setup.cacheDir, { enabled: setup.cacheEnabled });
  }

  async runBatch(cases: readonly CaseSpec[], slot: ProgressSlot, post: WorkerListener): Promise<BatchReply> {
    slot.phase = PHASE_PREPARING;
    let runner: CaseRunner;
    try {
      this.#runner ??= this.#prepare();
      runner = await this.#runner;
    } catch (error) {
      this.#runner = undefined;
      return { state: 'unprepared', message: (error as Error).message };
    }
    post({ type: 'ready' });
    const stop = new CaseStopSignal(slot.cells, STOP_CELL);
    for (let index = 0; index < cases.length; index += 1) {
      stop.arm(index + 1);
      slot.sequence = index + 1;
      slot.phase = PHASE_RUNNING;
      if (stop.reason() === 'cancelled') return { state: 'cancelled', ...this.#report() };
      const result = await runner.run(cases[index]!, stop);
      if (result === 'cancelled') return { state: 'cancelled', ...this.#report() };
      post({ type: 'result', index, result });
    }
    slot.phase = PHASE_DONE;
    return { state: 'done', ...this.#report() };
  }

  #report(): CacheReport {
    const { writeFailure } = this.#store;
    const report = { cache: this.#store.takeCounters(), damage: this.#store.takeDamage() };
    return writeFailure === undefined ? report : { ...report, writeFailure };
  }

  async #prepare(): Promise<CaseRunner> {
    const { engine, tier, limits, scratch } = this.#setup;
    const runner = await createCaseRunner(this.#setup.runner, { engine, tier, limits, scratch, store: this.#store });
    await runner.prepare();
    return runner;
  }
}
