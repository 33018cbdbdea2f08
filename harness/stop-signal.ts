/**
 * The stop signal of one case. Two things can ask a running program to stop: the clock inside the worker, and a cell in shared
 * memory that the main thread writes (time-out seen from outside, or the whole run is being interrupted). The cell holds the
 * number of the case that must stop, so that a request which comes a moment too late cannot hit the next case. Engines poll from
 * their fuel checkpoint; they must not poll in inner loops.
 */
export type StopReason = 'timeout' | 'cancelled';

/** Value of the shared cell that stops whatever runs. */
export const STOP_ALL = -1;

export interface StopSignal {
  /** Why the program must stop, or undefined while it may go on. */
  reason(): StopReason | undefined;
}

export class CaseStopSignal implements StopSignal {
  readonly #cell: Int32Array | undefined;
  readonly #index: number;
  #sequence = 0;
  #deadline = Number.POSITIVE_INFINITY;

  constructor(cell?: Int32Array, index = 0) {
    this.#cell = cell;
    this.#index = index;
  }

  /** Names the case that starts now. Sequence numbers are positive. */
  arm(sequence: number): void {
    this.#sequence = sequence;
    this.#deadline = Number.POSITIVE_INFINITY;
  }

  start(timeoutMs: number): void {
    this.#deadline = performance.now() + timeoutMs;
  }

  reason(): StopReason | undefined {
    if (this.#cell !== undefined) {
      const asked = Atomics.load(this.#cell, this.#index);
      if (asked === STOP_ALL) return 'cancelled';
      if (asked !== 0 && asked === this.#sequence) return 'timeout';
    }
    return performance.now() > this.#deadline ? 'timeout' : undefined;
  }
}
