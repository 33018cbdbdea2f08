/**
 * The files of a run. `results.ndjson` grows while the run goes on; `scoreboard.json` and `scoreboard.md` are written at its end,
 * each by a rename, so that a reader sees the old file or the whole new one.
 */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { CaseEnd, RunEnd, RunStart } from '../events.ts';
import { scoreboardMarkdown } from '../markdown.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { scoreboardOf } from '../scoreboard/scoreboard-json.ts';
import { caseLine, metaLine } from './results-ndjson.ts';

export const RESULTS_FILE = 'results.ndjson';
export const SCOREBOARD_FILE = 'scoreboard.json';
export const MARKDOWN_FILE = 'scoreboard.md';

export class RunFiles implements Reporter {
  readonly name = 'files';
  readonly #folder: string;
  readonly #cases: CaseEnd[] = [];
  #start: RunStart | undefined;
  #file = -1;

  constructor(folder: string) {
    this.#folder = folder;
  }

  start(event: RunStart): void {
    mkdirSync(this.#folder, { recursive: true });
    // A scoreboard of an earlier run in the same folder would contradict the new results.
    for (const name of [SCOREBOARD_FILE, MARKDOWN_FILE]) rmSync(path.join(this.#folder, name), { force: true });
    this.#start = event;
    this.#file = openSync(path.join(this.#folder, RESULTS_FILE), 'w');
    writeSync(this.#file, metaLine(event));
  }

  caseEnd(event: CaseEnd): void {
    this.#cases.push(event);
    // At once: what another reporter has shown must be here, even if the process is killed in the next instant.
    writeSync(this.#file, caseLine(event));
  }

  end(event: RunEnd): void {
    closeSync(this.#file);
    const record = { start: this.#start!, cases: this.#cases, end: event };
    writeWhole(path.join(this.#folder, SCOREBOARD_FILE), `${JSON.stringify(scoreboardOf(record), null, 2)}\n`);
    writeWhole(path.join(this.#folder, MARKDOWN_FILE), scoreboardMarkdown(record));
  }
}

export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
