/**
 * Batches in worker threads, by piscina, inside a worker process. A thread that spins is terminated, one that runs out of heap or exits
 * is replaced by the pool; what it had written before is not lost. A thread whose heap grows faster than the host engine can refuse
 * takes the process with it: `process-executor.ts` replaces that.
 */
import { Piscina } from 'piscina';
import type { CaseSpec } from '../../harness/test-case.ts';
import type { ThreadTask } from '../entries/worker.ts';
import { STACK_MB, workerFile } from './deep-thread.ts';
import { PHASE_DONE, PHASE_RUNNING, ProgressSlot } from './progress-slot.ts';
import type { BatchEnd, BatchReply, WorkerSetup } from './protocol.ts';
import { Watchdog, watchLimits } from './watchdog.ts';

export class ThreadHost {
  readonly #pool: Piscina<ThreadTask, BatchReply>;
  readonly #watchdog: Watchdog;

  constructor(setup: WorkerSetup, threads: number) {
    this.#watchdog = new Watchdog(watchLimits(setup.limits.timeoutMs));
    this.#pool = new Piscina<ThreadTask, BatchReply>({
      filename: workerFile(),
      workerData: setup,
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: 1,
      idleTimeout: Number.POSITIVE_INFINITY,
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: setup.limits.maxHeapMb, stackSizeMb: STACK_MB },
    });
    // A thread that dies between tasks is replaced by the pool; tasks that die are reported by their promises.
    this.#pool.on('error', () => {});
  }

  /** Messages are written to `fd`, all of them before the promise settles; it never rejects. */
  async run(cases: readonly CaseSpec[], fd: number): Promise<BatchEnd> {
    const slot = new ProgressSlot();
    const abort = new AbortController();
    let gaveUp: 'case' | 'preparation' | undefined;
    const unwatch = this.#watchdog.watch(slot, what => {
      gaveUp = what;
      abort.abort();
    });
    try {
      return await this.#pool.run({ cases, memory: slot.memory, fd }, { signal: abort.signal });
    } catch (error) {
      const prepared = slot.phase === PHASE_RUNNING || slot.phase === PHASE_DONE;
      return deathOf(error as NodeJS.ErrnoException, prepared, gaveUp);
    } finally {
      unwatch();
    }
  }
}

function deathOf(error: NodeJS.ErrnoException, prepared: boolean, gaveUp: 'case' | 'preparation' | undefined): BatchEnd {
  if (gaveUp === 'case') return { state: 'died', cause: 'timeout', message: 'did not answer the request to stop', prepared };
  if (gaveUp === 'preparation')
    return { state: 'died', cause: 'exit', message: 'the engine took too long to start', prepared: false };
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { state: 'died', cause: 'oom', message: error.message, prepared };
  return { state: 'died', cause: 'exit', message: error.message, prepared };
}
