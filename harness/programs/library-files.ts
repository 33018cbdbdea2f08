/**
 * Libraries in files: `(import (a b))` in a program looks for `a/b.sx` in the program's folder, then in its folder `lib`, then
 * in the working folder. The file's definition of the library is what counts; whatever else it does happens, too. Libraries of this
 * package that a kernel was opened without, `(sx web)` and those on it, are loaded when a program imports one of them.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DREAM, openLibrary, WEB } from '../../kernel/embed/library-folders.ts';
import { interpretLibraries, offerLibraries } from '../../kernel/embed/open-kernel.ts';
import type { System } from '../../kernel/embed/system.ts';
import { type Outcome, runText, settle } from '../../kernel/embed/text-run.ts';
import { ReadError } from '../../kernel/reader/read-error.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { Condition, fail, Raise } from '../../kernel/values/condition.ts';
import type { List } from '../../kernel/values/list.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { Keyword, Sym } from '../../kernel/values/symbol.ts';
import { inspect } from '../../kernel/values/writer.ts';
import { readLibrary } from './standard-system.ts';

/** The file of a library below one of the folders, if there is one. */
export function findLibraryFile(name: List, folders: readonly string[]): string | undefined {
  const parts = name.toArray().map(part => (part instanceof Sym || part instanceof Keyword ? part.name : String(part)));
  // A part that is no plain file name cannot lead out of the folders.
  if (parts.some(part => part === '' || part === '.' || part === '..' || /[/\\]/.test(part))) return undefined;
  return folders.map(folder => path.join(folder, ...parts.slice(0, -1), `${parts.at(-1)}.sx`)).find(file => existsSync(file));
}

/** The library that an import request asks for; undefined for any other request. */
export function requestedLibrary(request: Value): List | undefined {
  return request instanceof Map && request.get('op') === 'import' ? request.get('library') : undefined;
}

/** Runs the file of a library; undefined when there is none. */
export function loadLibrary(system: System, name: List, folders: readonly string[]): Outcome | undefined {
  const file = findLibraryFile(name, folders);
  if (file === undefined) return undefined;
  const shown = path.relative(process.cwd(), file);
  const source = new SourceText(shown.startsWith('..') ? file : shown, readFileSync(file, 'utf8'));
  return runText(system, source, system.kernel.user);
}

/** Answers what programs ask of the outside world here: libraries in files, and nothing else. */
export class ProgramWorld {
  /** Libraries whose files are being run, outermost first. */
  private readonly loading: string[] = [];

  constructor(
    private readonly system: System,
    private readonly folders: readonly string[],
  ) {}

  readonly answer = (request: Value): Value => {
    const library = requestedLibrary(request);
    if (library === undefined) return fail(`perform: nothing here answers ${inspect(request, { budget: 50 })}`, [request], 'io');
    const name = inspect(library);
    if (this.loading.includes(name)) {
      const circle = [...this.loading.slice(this.loading.indexOf(name)), name].join(' imports ');
      fail(`import: ${circle}`, [library], 'io');
    }
    this.loading.push(name);
    try {
      if (OWN_NAMES.includes(name)) {
        loadOwn(this.system);
        return null;
      }
      const outcome = loadLibrary(this.system, library, this.folders);
      if (outcome !== undefined) settle(outcome, this.answer);
      return null;
    } catch (e) {
      throw e instanceof ReadError ? new Raise(syntaxError(e)) : e;
    } finally {
      this.loading.pop();
    }
  };
}

const OWN = [WEB, DREAM];
const OWN_NAMES = OWN.map(({ offered }) => `(${offered?.name.join(' ')})`);

function loadOwn(system: System): void {
  const libraries = OWN.map(folder => openLibrary(folder, readLibrary));
  interpretLibraries(system, libraries);
  offerLibraries(system, libraries);
}

/** A file that cannot be read as SX, as a condition for the program that imports it. */
function syntaxError(e: ReadError): Condition {
  const condition = new Condition(e.hint === '' ? e.reason : `${e.reason} (${e.hint})`, [], 'syntax');
  condition.where = `${e.sourceName}:${e.line}:${e.column}`;
  return condition;
}
