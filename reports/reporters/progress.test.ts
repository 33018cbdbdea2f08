/** The live line in a window whose width changes, and annotations of what is news. */
import { expect, test } from 'vitest';
import { caseEnd, runEnd, runStart } from '../testing/records.ts';
import { githubReporter } from './github.ts';
import { Progress } from './progress.ts';

/** What a terminal of some width shows after all that was written; lines wrap, and nothing scrolls. */
class Screen {
  rows: string[] = [''];
  row = 0;
  column = 0;
  columns = 80;

  write(text: string): void {
    for (const [part] of text.matchAll(/\u001B\[\d*[A-Z]|\r|\n|[^\u001B\r\n]/gu)) this.#take(part);
  }

  /** The window gets narrower: rows that are too long are wrapped. */
  resize(columns: number): void {
    const full = this.rows.join('');
    this.columns = columns;
    this.rows = [];
    for (let at = 0; at < full.length; at += columns) this.rows.push(full.slice(at, at + columns));
    this.row = this.rows.length - 1;
    this.column = this.rows[this.row]!.length;
  }

  #take(part: string): void {
    if (part === '\r') this.column = 0;
    else if (part === '\n') this.#down();
    else if (/A$/.test(part) && part.length > 1) this.row -= Number(/\d+/.exec(part)?.[0] ?? 1);
    else if (part === '\u001B[2K') this.rows[this.row] = '';
    else if (part === '\u001B[J') {
      this.rows.length = this.row + 1;
      this.rows[this.row] = this.rows[this.row]!.slice(0, this.column);
    } else {
      if (this.column === this.columns) this.#down();
      const line = this.rows[this.row]!;
      this.rows[this.row] = line.slice(0, this.column) + part + line.slice(this.column + 1);
      this.column += 1;
    }
  }

  #down(): void {
    this.row += 1;
    this.column = 0;
    this.rows[this.row] ??= '';
  }
}

test.each([80, 60, 41, 20, 7])(
  'in a window that is narrowed from 80 to %i columns there is one line, and none at the end',
  columns => {
    const screen = new Screen();
    let now = 0;
    const progress = new Progress(screen, {
      live: true,
      get columns() {
        return screen.columns;
      },
      now: () => now,
    });
    progress.start(runStart({ declared: 9 }));
    for (let at = 0; at < 9; at += 1) {
      if (at === 4) screen.resize(columns);
      now += 200;
      progress.caseEnd(caseEnd(`a/b/${at}.js`, 'pass'));
      expect(screen.rows.filter(row => row !== '')).toHaveLength(1);
    }
    progress.end(runEnd());
    expect(screen.rows.filter(row => row !== '')).toEqual([]);
  },
);

test('GitHub annotates what is news, not what the expectations know', async () => {
  let text = '';
  const known = (each: { path: string }): boolean => each.path === 'a/b/old.js';
  const reporter = githubReporter({ write: part => void (text += part) }, undefined, known);
  reporter.start?.(runStart());
  for (const name of ['old', 'new']) reporter.caseEnd?.(caseEnd(`a/b/${name}.js`, 'fail', { name: 'E', message: 'm' }));
  await reporter.end?.(runEnd());
  expect(text).toBe('::error title=a/b/new.js#sloppy@auto::fail: E: m\n');
});
