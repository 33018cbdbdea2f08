/**
 * Libraries in files: `(import (a b))` in a program looks for `a/b.sx` in the program's folder, then in its folder `lib`, then
 * in the working folder. The file's definition of the library is what counts; whatever else it does happens, too.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { System } from '../../kernel/boot.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import { type Outcome, runText } from '../../kernel/text-run.ts';
import type { List } from '../../kernel/values/list.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { Keyword, Sym } from '../../kernel/values/symbol.ts';

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
  return runText(system, new SourceText(shown.startsWith('..') ? file : shown, readFileSync(file, 'utf8')), system.kernel.user);
}
