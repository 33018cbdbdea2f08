/**
 * The outside half of time limits. Looks at the progress slots of all running batches now and then; a case that stands still for
 * longer than its limit is asked to stop, and when it does not answer within the grace time the worker is given up. It measures
 * with its own clock, by how long it sees the same case: no clocks are compared across threads.
 */
import { PHASE_PREPARING, PHASE_RUNNING, type ProgressSlot } from './progress-slot.ts';

export interface WatchLimits {
  timeoutMs: number;
  /** Between the request to stop and giving the worker up. */
  graceMs: number;
  /** Longest allowed preparation of an engine. */
  prepareMs: number;
  pollMs: number;
}

export const DEFAULT_PREPARE_MS = 300_000;

export function watchLimits(timeoutMs: number): WatchLimits {
  return {
    timeoutMs,
    graceMs: Math.max(250, Math.min(2_000, timeoutMs)),
    prepareMs: DEFAULT_PREPARE_MS,
    pollMs: Math.max(5, Math.min(50, timeoutMs / 10)),
  };
}

interface Watch {
  slot: ProgressSlot;
  giveUp: (what: 'case' | 'preparation') => void;
  /** What was seen, and since when. */
  phase: number;
  sequence: number;
  since: number;
  asked: boolean;
}

export class Watchdog {
  readonly #limits: WatchLimits;
  readonly #watches = new Set<Watch>();
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: WatchLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Watches a batch until the returned function is called. */
  watch(slot: ProgressSlot, giveUp: Watch['giveUp']): () => void {
    const watch: Watch = { slot, giveUp, phase: -1, sequence: -1, since: this.#now(), asked: false };
    this.#watches.add(watch);
    this.#timer ??= setInterval(() => this.poll(), this.#limits.pollMs);
    return () => {
      this.#watches.delete(watch);
      if (this.#watches.size === 0) this.close();
    };
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  poll(): void {
    const now = this.#now();
    for (const watch of this.#watches) this.#look(watch, now);
  }

  #look(watch: Watch, now: number): void {
    const { phase, sequence } = watch.slot;
    if (phase !== watch.phase || sequence !== watch.sequence) {
      Object.assign(watch, { phase, sequence, since: now, asked: false });
      return;
    }
    const standing = now - watch.since;
    const { timeoutMs, graceMs, prepareMs } = this.#limits;
    if (phase === PHASE_PREPARING && standing > prepareMs) this.#drop(watch, 'preparation');
    if (phase !== PHASE_RUNNING || standing <= timeoutMs) return;
    if (!watch.asked) {
      watch.asked = true;
      watch.slot.stop(sequence);
    } else if (standing > timeoutMs + graceMs) this.#drop(watch, 'case');
  }

  #drop(watch: Watch, what: 'case' | 'preparation'): void {
    this.#watches.delete(watch);
    watch.giveUp(what);
  }
}
