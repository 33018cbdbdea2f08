/**
 * What is being measured now, on stderr: one line that is rewritten on a terminal; elsewhere a line once something takes longer than
 * two seconds, and then every few seconds.
 */
import type { Terminal } from '../cli/terminal.ts';

const PLAIN_FIRST_MS = 2_000;
const PLAIN_EVERY_MS = 5_000;
const CLEAR_LINE = '\r\u001B[2K';

export class Progress {
  readonly #terminal: Pick<Terminal, 'progress' | 'live' | 'columns'>;
  readonly quiet: boolean;
  readonly #now: () => number;
  /** When the next plain line is due. */
  #due: number;

  constructor(
    terminal: Pick<Terminal, 'progress' | 'live' | 'columns'>,
    { quiet = false, now = Date.now }: { quiet?: boolean; now?: () => number } = {},
  ) {
    this.#terminal = terminal;
    this.quiet = quiet;
    this.#now = now;
    this.#due = now() + PLAIN_FIRST_MS;
  }

  step(text: string): void {
    const { live, progress, columns } = this.#terminal;
    if (this.quiet || (!live && this.#now() < this.#due)) return;
    this.#due = this.#now() + PLAIN_EVERY_MS;
    progress.write(live ? `${CLEAR_LINE}${text.slice(0, columns - 1)}` : `${text}\n`);
  }

  /** Leaves an empty line for what is printed next. */
  clear(): void {
    if (!this.quiet && this.#terminal.live) this.#terminal.progress.write(CLEAR_LINE);
  }

  /** Something that stays readable. */
  note(text: string): void {
    this.clear();
    if (!this.quiet) this.#terminal.progress.write(`${text}\n`);
  }
}
