/**
 * What a run had to cover. An expectation entry, or a test that has gone, can be judged only where the run was complete: below its
 * patterns, in its modes, and with no filter that leaves tests out.
 */
import { coverOf } from '../../harness/path-pattern.ts';
import type { RunRecord } from '../events.ts';
import { isPatternKey, splitKey } from '../expectations/expectation-keys.ts';

export class RunScope {
  /** Reasons why the run is partial. */
  readonly partial: readonly string[];
  readonly #covers: (path: string) => boolean;
  readonly #modes: ReadonlySet<string>;
  readonly #allModes: boolean;

  constructor({ start, end }: Pick<RunRecord, 'start' | 'end'>) {
    const { patterns, modes, narrowed } = start.selection;
    this.#covers = coverOf(patterns);
    this.#modes = new Set(modes);
    this.#allModes = ['sloppy', 'strict', 'module'].every(mode => this.#modes.has(mode));
    this.partial = end.interrupted ? [...narrowed, `interrupted by ${end.interruptedBy}`] : narrowed;
  }

  get complete(): boolean {
    return this.partial.length === 0;
  }

  /** True when a case with this key, if it exists, must be in the run. */
  demands(key: string): boolean {
    if (!this.complete) return false;
    if (isPatternKey(key)) return this.#allModes && this.#coversFolder(key.slice(0, -3));
    const { path, mode } = splitKey(key);
    return this.#modes.has(mode) && this.#covers(path);
  }

  /** True when all cases of the category, in all modes, must be in the run. */
  demandsCategory(name: string): boolean {
    return this.complete && this.#allModes && this.#coversFolder(name);
  }

  /** A folder is covered when an arbitrary file in it is. */
  #coversFolder(folder: string): boolean {
    return this.#covers(`${folder}/any/file.js`);
  }
}
