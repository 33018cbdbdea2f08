/**
 * From batches to results, whatever happens to the workers. Guarantees: every case of every batch gets exactly one result, unless
 * the run is stopped. When a worker dies, the results it had posted stand; the case it died in gets the outcome that fits; the rest
 * of the batch goes to another worker. When a whole process dies, the cases that ran in it are run again, each in a process of its
 * own, before one of them is held to be the cause. A death that says nothing about the case (the worker was killed or left) is
 * believed only when it happens to the same case again and again.
 */
import pLimit from 'p-limit';
import type { CacheCounters } from '../../cache/counters.ts';
import type { Damage } from '../../cache/store.ts';
import type { CaseResult } from '../../harness/case-runner.ts';
import type { CaseSpec } from '../../harness/test-case.ts';
import type { Batch } from '../plan/schedule.ts';
import type { BatchEnd, Executor, WorkerDeath } from './protocol.ts';

export interface DispatchEvents {
  result(spec: CaseSpec, result: CaseResult): void;
  cache(counters: CacheCounters, damage: readonly Damage[], writeFailure?: string): void;
  notice(text: string): void;
  problem(text: string): void;
}

/** Attempts to start a worker before its cases are given up. */
const START_ATTEMPTS = 3;
/** Deaths without a reason after which a case is held to be their cause. */
const DEATHS_BELIEVED = 3;
/** After a child saw Ctrl-C, the main process needs a moment to see it too. */
const CANCEL_WAIT_MS = 500;

export async function dispatch(
  batches: readonly Batch[],
  executor: Executor,
  events: DispatchEvents,
  signal: AbortSignal,
): Promise<void> {
  const limit = pLimit(executor.workers);
  await Promise.all(batches.map(batch => limit(() => new Lane(executor, events, signal).run(batch.cases))));
}

/** Prepares the engine in one worker, which fills the cache for all others. Answers why that failed. */
export async function warmUp(executor: Executor, events: DispatchEvents, signal: AbortSignal): Promise<string | undefined> {
  let end = await executor.run([], () => {});
  // A worker that was killed says nothing about the engine.
  for (let attempt = 1; end.state === 'died' && attempt < START_ATTEMPTS && !signal.aborted; attempt += 1)
    end = await executor.run([], () => {});
  if (end.state === 'done') events.cache(end.cache, end.damage, end.writeFailure);
  if (end.state === 'done' || signal.aborted) return undefined;
  return end.state === 'cancelled' ? 'cancelled' : end.message;
}

/** One batch on its way through as many workers as it takes. */
class Lane {
  readonly #executor: Executor;
  readonly #events: DispatchEvents;
  readonly #signal: AbortSignal;
  #failedStarts = 0;
  /** The case in which the last worker died without a reason that is its own. */
  #suspect: CaseSpec | undefined;
  #deaths = 0;
  /** It was running in a process that died, and is to be run alone. */
  #doubtful: CaseSpec | undefined;

  constructor(executor: Executor, events: DispatchEvents, signal: AbortSignal) {
    this.#executor = executor;
    this.#events = events;
    this.#signal = signal;
  }

  async run(batch: readonly CaseSpec[]): Promise<void> {
    let left = batch;
    while (left.length > 0 && !this.#signal.aborted) {
      const alone = this.#doubtful;
      if (alone === undefined) left = await this.#attempt(left);
      else if ((await this.#attempt([alone])).length === 0) {
        this.#doubtful = undefined;
        left = left.filter(each => each !== alone);
      }
    }
  }

  /** Runs what it can; answers what still has to run. */
  async #attempt(cases: readonly CaseSpec[]): Promise<readonly CaseSpec[]> {
    const done = new Array<boolean>(cases.length).fill(false);
    const settle = (index: number, result: CaseResult): void => {
      if (done[index] !== false || this.#signal.aborted) return;
      done[index] = true;
      this.#events.result(cases[index]!, result);
    };
    let lastHeard = performance.now();
    const end = await this.#executor.run(
      cases,
      message => {
        lastHeard = performance.now();
        if (message.type === 'result') settle(message.index, message.result);
      },
      this.#doubtful === undefined ? {} : { alone: true },
    );
    if (end.state === 'done' || end.state === 'cancelled') this.#events.cache(end.cache, end.damage, end.writeFailure);
    if (this.#signal.aborted) return [];
    const current = done.indexOf(false);
    if (current < 0) return [];
    // The case that took its worker with it ran since the last message.
    const ms = Math.round(performance.now() - lastHeard);
    await this.#judge(end, cases[current]!, result => settle(current, { ...result, ms }));
    return cases.filter((_, at) => done[at] === false);
  }

  async #judge(end: BatchEnd, current: CaseSpec, settle: (result: CaseResult) => void): Promise<void> {
    if (end.state === 'done') {
      this.#events.problem(`a worker finished its batch without a result for ${current.id}`);
      settle(lost('the worker reported no result'));
    } else if (end.state === 'unprepared' || (end.state === 'died' && !end.prepared)) {
      // That a process died in which others ran says nothing about the start of an engine.
      if (end.state === 'unprepared' || end.bystander !== true) this.#startFailed(end.message, settle);
    } else if (end.state === 'cancelled') {
      await stopped(this.#signal, CANCEL_WAIT_MS);
      if (!this.#signal.aborted) settle(failure('crash', 'Crash', 'the engine process was interrupted'));
    } else this.#died(end, current, settle);
  }

  #startFailed(message: string, settle: (result: CaseResult) => void): void {
    this.#failedStarts += 1;
    if (this.#failedStarts < START_ATTEMPTS) return;
    if (this.#failedStarts === START_ATTEMPTS) this.#events.problem(`a worker could not start: ${message}`);
    settle({ ...lost(message), error: { name: 'WorkerStart', message } });
  }

  #died(end: WorkerDeath, current: CaseSpec, settle: (result: CaseResult) => void): void {
    this.#failedStarts = 0;
    const doubt = end.shared === true && this.#doubtful !== current;
    if (end.cause === 'timeout') settle(failure('timeout', 'Timeout', `the worker ${end.message} and was replaced`));
    else if (end.cause === 'oom' && !doubt)
      settle(failure('oom', 'OutOfMemory', 'the worker reached its heap limit and was replaced'));
    else {
      this.#deaths = this.#suspect === current ? this.#deaths + 1 : 1;
      this.#suspect = current;
      if (doubt) this.#doubtful = current;
      if (this.#deaths === DEATHS_BELIEVED) settle(failure('crash', 'WorkerDied', `${end.message}, ${this.#deaths} times`));
      else this.#events.notice(`${end.message} during ${current.id}; the case was run again`);
    }
  }
}

function failure(outcome: 'timeout' | 'oom' | 'crash', name: string, message: string): CaseResult {
  return { outcome, ms: 0, error: { name, message }, phase: 'host' };
}

function lost(message: string): CaseResult {
  return { outcome: 'harness-error', ms: 0, error: { name: 'LostResult', message }, phase: 'harness' };
}

function stopped(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
