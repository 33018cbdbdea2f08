/**
 * The cases of a file of tests in SX: each `deftest` that its text declares, found without evaluating anything, named
 * `FILE.sx/SUITE > TEST`.
 */
import { System } from '../kernel/embed/system.ts';
import { readAll } from '../kernel/reader/reader.ts';
import { SourceText } from '../kernel/reader/source.ts';
import { declaredTests } from '../kernel/spec/declared.ts';

export interface SxFile {
  /** As it begins the names of its cases. */
  path: string;
  text: string;
}

/** In the order of the file. A text that cannot be read has one case, which says why when it runs. */
export function casePathsOf(file: SxFile): string[] {
  try {
    const data = readAll(new SourceText(file.path, file.text), new System().kernel.symbols);
    const names = new CaseNames(file.path);
    return declaredTests(data).map(({ suite, test }) => names.next(suite, test));
  } catch {
    return [`${file.path}/load`];
  }
}

/** Names may be used twice in a file; the second one gets a number. */
export class CaseNames {
  readonly #used = new Map<string, number>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  next(suite: string, test: string): string {
    const name = `${this.#file}/${suite === '' ? '' : `${suite} > `}${test}`;
    const count = (this.#used.get(name) ?? 0) + 1;
    this.#used.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  }
}
