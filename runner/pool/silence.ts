/** A worker process watches its own threads; silence for much longer than it needs for that means that the process itself stands still. */
import type { WatchLimits } from './watchdog.ts';

const MARGIN_MS = 5_000;

export class Silence {
  readonly #limits: WatchLimits;
  readonly #onTooLong: () => void;
  #timer: NodeJS.Timeout;

  constructor(limits: WatchLimits, onTooLong: () => void) {
    this.#limits = limits;
    this.#onTooLong = onTooLong;
    this.#timer = setTimeout(onTooLong, limits.prepareMs + MARGIN_MS);
  }

  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onTooLong, this.#limits.timeoutMs + this.#limits.graceMs + MARGIN_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
