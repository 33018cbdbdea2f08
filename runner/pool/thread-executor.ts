/**
 * Batches in worker threads, by piscina. A thread that spins is terminated, one that runs out of heap or exits is replaced by the
 * pool; what it had posted before is not lost, because results travel through a port of their own that outlives it.
 */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { STOP_ALL } from '../../harness/stop-signal.ts';
import type { CaseSpec } from '../../harness/test-case.ts';
import type { ThreadTask } from '../entries/worker.ts';
import { STACK_MB, workerFile } from './deep-thread.ts';
import { ProgressSlot } from './progress-slot.ts';
import type { BatchEnd, BatchReply, Executor, WorkerListener, WorkerMessage, WorkerSetup } from './protocol.ts';
import { Watchdog, watchLimits } from './watchdog.ts';

export class ThreadExecutor implements Executor {
  readonly workers: number;
  readonly foreignCpuMs = 0;
  replaced = 0;
  readonly #pool: Piscina<ThreadTask, BatchReply>;
  readonly #watchdog: Watchdog;
  readonly #slots = new Set<ProgressSlot>();

  constructor(setup: WorkerSetup, workers: number) {
    this.workers = workers;
    this.#watchdog = new Watchdog(watchLimits(setup.limits.timeoutMs));
    this.#pool = new Piscina<ThreadTask, BatchReply>({
      filename: workerFile(),
      workerData: setup,
      minThreads: workers,
      maxThreads: workers,
      concurrentTasksPerWorker: 1,
      idleTimeout: Number.POSITIVE_INFINITY,
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: setup.limits.maxHeapMb, stackSizeMb: STACK_MB },
    });
    // A thread that dies between tasks is replaced by the pool; tasks that die are reported by their promises.
    this.#pool.on('error', () => {});
  }

  async run(cases: readonly CaseSpec[], listener: WorkerListener): Promise<BatchEnd> {
    let prepared = false;
    const receive: WorkerListener = message => {
      prepared = true;
      listener(message);
    };
    const slot = new ProgressSlot();
    const { port1, port2 } = new MessageChannel();
    const abort = new AbortController();
    let gaveUp: 'case' | 'preparation' | undefined;
    const unwatch = this.#watchdog.watch(slot, what => {
      gaveUp = what;
      abort.abort();
    });
    port1.on('message', receive);
    this.#slots.add(slot);
    let end: BatchEnd | undefined;
    let death: NodeJS.ErrnoException | undefined;
    try {
      const task: ThreadTask = { cases, memory: slot.memory, port: port2 };
      end = await this.#pool.run(task, { transferList: [port2], signal: abort.signal });
    } catch (error) {
      this.replaced += 1;
      death = error as NodeJS.ErrnoException;
    }
    unwatch();
    this.#slots.delete(slot);
    drain(port1, receive);
    port1.close();
    return end ?? deathOf(death!, prepared, gaveUp);
  }

  async close(): Promise<void> {
    for (const slot of this.#slots) slot.stop(STOP_ALL);
    this.#watchdog.close();
    await this.#pool.destroy();
  }
}

/** Results that were posted but not yet delivered when the batch ended. */
function drain(port: MessagePort, receive: WorkerListener): void {
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    receive(next.message as WorkerMessage);
  }
}

function deathOf(error: NodeJS.ErrnoException, prepared: boolean, gaveUp: 'case' | 'preparation' | undefined): BatchEnd {
  if (gaveUp === 'case') return { state: 'died', cause: 'timeout', message: 'did not answer the request to stop', prepared };
  if (gaveUp === 'preparation')
    return { state: 'died', cause: 'exit', message: 'the engine took too long to start', prepared: false };
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { state: 'died', cause: 'oom', message: error.message, prepared };
  return { state: 'died', cause: 'exit', message: error.message, prepared };
}
