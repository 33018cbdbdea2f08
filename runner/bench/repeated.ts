/**
 * A subject in this process. Short work is repeated within one measurement until the clock can see it; how often is decided anew
 * after each measurement, since code gets faster while engines warm up.
 */
import type { Subject } from './rounds.ts';

/** One measurement lasts about this long at least. */
const VISIBLE_MS = 5;
const MOST_REPEATS = 10_000;

export class Repeated<Prepared = undefined> implements Subject {
  readonly #work: (prepared: Prepared) => unknown;
  readonly #prepare: () => Prepared;
  #repeats = 1;

  /** What `prepare` answers is given to `work`, once for each run, and is not timed. */
  constructor(work: (prepared: Prepared) => unknown, prepare: () => Prepared) {
    this.#work = work;
    this.#prepare = prepare;
  }

  async measure(): Promise<number> {
    const inputs = Array.from({ length: this.#repeats }, this.#prepare);
    const begin = performance.now();
    for (const input of inputs) {
      const result = this.#work(input);
      if (result instanceof Promise) await result;
    }
    const ms = (performance.now() - begin) / inputs.length;
    this.#repeats = Math.min(MOST_REPEATS, Math.max(1, Math.ceil(VISIBLE_MS / ms)));
    return ms;
  }
}

export function repeated(work: () => unknown): Subject {
  return new Repeated(work, () => undefined);
}
