/**
 * The libraries of a kernel: name → namespace and exports. A library's body runs in a namespace of its own, a child of the
 * base; importing links the importer's names to the exported cells. Loading what is missing is not done here (see
 * `lib/std/library.sx`), since it may suspend the program. Libraries of R7RS stand for the base namespace itself.
 */

import { fail } from '../values/condition.ts';
import type { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { inspect } from '../values/writer.ts';
import type { Namespace } from './namespace.ts';
import { ABSENT, ABSENT_LIBRARIES, namesOf, SCHEME_LIBRARIES } from './scheme-libraries.ts';

export interface Library {
  name: List;
  namespace: Namespace;
  /** External name → name in the library's namespace; null: every name of the namespace and its parents, unchanged. */
  exports: ReadonlyMap<string, string> | null;
}

export class LibraryRegistry {
  private readonly libraries = new Map<string, Library>();
  private generation = 0;

  constructor(base: Namespace) {
    for (const library of Object.keys(SCHEME_LIBRARIES)) {
      const names = namesOf(library).filter(n => !ABSENT.has(n));
      const exports = new Map(names.map(n => [n, n]));
      this.libraries.set(`(scheme ${library})`, { name: null as never, namespace: base, exports });
    }
  }

  /** The registry key of a library name: its printed form. */
  key(name: List): string {
    return inspect(name);
  }

  get(name: List): Library | undefined {
    return this.libraries.get(this.key(name));
  }

  /** A later definition replaces an earlier one of the same name; importers of that keep its cells. */
  add(library: Library): void {
    this.libraries.set(this.key(library.name), library);
  }

  keys(): string[] {
    return [...this.libraries.keys()];
  }

  /** Name of a new namespace for a library: a second definition must not see what the first one defined. */
  namespaceName(name: List): string {
    return `${this.key(name)}#${++this.generation}`;
  }

  missing(name: List): never {
    const key = this.key(name);
    const reason = ABSENT_LIBRARIES.get(key);
    if (reason !== undefined) return fail(`import: library ${key} is not in this dialect: ${reason}`, [name], 'io');
    return fail(`import: library ${key} is not available${didYouMean(key, this.keys())}`, [name], 'io');
  }
}

/** External names that a library offers. */
export function exportedNames(library: Library): string[] {
  if (library.exports !== null) return [...library.exports.keys()];
  const names: string[] = [];
  for (let ns: Namespace | null = library.namespace; ns; ns = ns.parent) names.push(...ns.names());
  return names;
}

/** Value under an exported name; undefined for a macro or an unknown name. */
export function exportedValue(library: Library, name: string): Value {
  const internal = library.exports === null ? name : library.exports.get(name);
  return internal === undefined ? undefined : library.namespace.lookup(internal)?.v;
}

/** Makes an exported name visible as `local` in `target`. */
export function linkExport(library: Library, name: string, local: string, target: Namespace): void {
  const internal = library.exports === null ? name : (library.exports.get(name) as string);
  const macro = library.namespace.macro(internal);
  if (macro !== undefined) {
    // A macro may have a value beside it, for where its name is not the head of a call.
    const value = library.namespace.lookup(internal);
    if (value !== undefined) target.link(local, value);
    target.defineMacro(local, macro);
    return;
  }
  const cell = library.namespace.lookup(internal);
  if (cell === undefined) fail(`import: ${name} of ${library.namespace.name} has lost its value`, [], 'undefined-symbol');
  const earlier = target.cell(local);
  if (earlier === cell) return;
  // Code expanded before this import refers to the cell that was there.
  if (earlier.v === undefined) earlier.v = cell.v;
  target.link(local, cell);
}

/** `; did you mean X?` for the candidate nearest to `wrong`, or nothing when none is near. */
export function didYouMean(wrong: string, candidates: readonly string[]): string {
  let best = '';
  let least = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const c of candidates) {
    const d = editDistance(wrong, c, least);
    if (d < least) {
      least = d;
      best = c;
    }
  }
  return best === '' ? '' : `; did you mean ${best}?`;
}

/** Levenshtein distance; answers `limit` when it is that or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return Math.min(row[b.length] as number, limit);
}
