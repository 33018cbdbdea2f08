/**
 * Progress while a run goes on: a live line with bar, rate and time left on a terminal; a plain line every few seconds elsewhere.
 * Everything goes to the sink it is given, which is stderr: results and progress never mix.
 */
import type { CaseEnd, RunEnd, RunStart } from '../events.ts';
import { formatSeconds } from '../scoreboard/scoreboard-rows.ts';
import type { Reporter, Sink } from './reporter.ts';

export interface ProgressOptions {
  /** Cursor movement is possible. */
  readonly live: boolean;
  /** Of the terminal as it is now: people change its width. */
  readonly columns: number;
  now?: () => number;
  /** Between two plain lines. */
  plainEveryMs?: number;
}

const LIVE_EVERY_MS = 100;
const PLAIN_EVERY_MS = 5_000;
const BAR_WIDTH = 24;
const CLEAR_LINE = '\r\u001B[2K';
const CLEAR_BELOW = '\u001B[J';

export class Progress implements Reporter {
  readonly name = 'progress';
  readonly #sink: Sink;
  readonly #options: ProgressOptions;
  readonly #now: () => number;
  #declared = 0;
  #done = 0;
  #passed = 0;
  #failed = 0;
  #began = 0;
  #shown = 0;
  /** Characters of the live line that stands. */
  #width = 0;

  constructor(sink: Sink, options: ProgressOptions) {
    this.#sink = sink;
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  start(event: RunStart): void {
    this.#declared = event.declared;
    this.#began = this.#now();
    this.#shown = this.#began;
    if (this.#options.live) this.#sink.write(this.#liveLine());
  }

  caseEnd(event: CaseEnd): void {
    this.#done += 1;
    if (event.outcome === 'pass') this.#passed += 1;
    else if (event.outcome !== 'skip') this.#failed += 1;
    const now = this.#now();
    const every = this.#options.live ? LIVE_EVERY_MS : (this.#options.plainEveryMs ?? PLAIN_EVERY_MS);
    if (now - this.#shown < every) return;
    this.#shown = now;
    this.#sink.write(this.#options.live ? this.#liveLine() : `${this.#text()}\n`);
  }

  end(_event: RunEnd): void {
    if (this.#options.live) this.#sink.write(this.#clear());
  }

  /** In a window that became narrower the line stands on several rows. */
  #clear(): string {
    const rows = Math.ceil(this.#width / Math.max(1, this.#options.columns));
    this.#width = 0;
    return rows > 1 ? `\u001B[${rows - 1}A\r${CLEAR_BELOW}` : CLEAR_LINE;
  }

  #liveLine(): string {
    const share = this.#declared === 0 ? 1 : this.#done / this.#declared;
    const full = Math.round(share * BAR_WIDTH);
    const line = `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${this.#text()}`;
    const { columns } = this.#options;
    const shown = line.length < columns ? line : line.slice(0, Math.max(0, columns - 1));
    const clear = this.#clear();
    this.#width = shown.length;
    return clear + shown;
  }

  #text(): string {
    const elapsed = this.#now() - this.#began;
    const rate = elapsed > 0 ? (this.#done / elapsed) * 1000 : 0;
    const left = rate > 0 ? ((this.#declared - this.#done) / rate) * 1000 : undefined;
    const eta = left === undefined ? 'starting' : `about ${formatSeconds(left)} left`;
    const percent = this.#declared === 0 ? 100 : Math.floor((this.#done / this.#declared) * 100);
    return `${this.#done}/${this.#declared} (${percent} %) · ${this.#passed} passed, ${this.#failed} not · ${rate.toFixed(0)}/s · ${eta}`;
  }
}
