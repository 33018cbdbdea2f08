/**
 * Import sets (R7RS 5.2): a library name, possibly inside `only`, `except`, `prefix` and `rename`. Parsed into the library's
 * name and the steps that turn its exported names into local ones, applied from the inside out.
 */

import { fail } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Sym } from '../values/symbol.ts';
import { inspect } from '../values/writer.ts';
import { didYouMean, exportedNames, type Library } from './libraries.ts';
import { ABSENT } from './scheme-libraries.ts';

interface Step {
  kind: 'only' | 'except' | 'prefix' | 'rename';
  operands: Value[];
}

const KINDS: readonly string[] = ['only', 'except', 'prefix', 'rename'];

export interface ImportSet {
  library: List;
  /** Innermost first. */
  steps: Step[];
}

function malformed(set: Value, why: string): never {
  return fail(`import: ${why} in ${inspect(set)}`, [set], 'syntax');
}

export function parseImportSet(set: Value): ImportSet {
  if (set instanceof Sym) return { library: List.of([set]), steps: [] };
  if (!(set instanceof List) || set.length === 0) return malformed(set, 'expected a library name');
  const head = set.at(0);
  // A modifier is followed by a set; a library may well be called `(only …)` otherwise.
  if (head instanceof Sym && KINDS.includes(head.name) && set.at(1) instanceof List) {
    const inner = parseImportSet(set.at(1));
    inner.steps.push({ kind: head.name as Step['kind'], operands: operandsOf(head.name, set) });
    return inner;
  }
  return { library: libraryName(set, 'import'), steps: [] };
}

function operandsOf(kind: string, set: List): Value[] {
  const operands = set.drop(2).toArray();
  if (kind === 'prefix' && (operands.length !== 1 || !(operands[0] instanceof Sym)))
    malformed(set, 'prefix takes a set and a symbol');
  for (const o of operands) {
    const fits =
      kind === 'rename'
        ? o instanceof List && o.length === 2 && o.at(0) instanceof Sym && o.at(1) instanceof Sym
        : o instanceof Sym;
    if (!fits) malformed(set, kind === 'rename' ? 'expected (old new)' : 'expected a name');
  }
  return operands;
}

/** A library name: a list of symbols and counts, not empty. */
export function libraryName(name: Value, who: string): List {
  const part = (p: Value) => p instanceof Sym || (Number.isInteger(p) && p >= 0);
  if (name instanceof Sym) return List.of([name]);
  if (!(name instanceof List) || name.length === 0 || !name.toArray().every(part)) {
    return fail(`${who}: a library name is a list of symbols, got ${inspect(name)}`, [name], 'syntax');
  }
  return name;
}

/** Local name → exported name, for every name that the set brings in. */
export function importedNames(set: ImportSet, library: Library): Map<string, string> {
  let names = new Map(exportedNames(library).map(n => [n, n]));
  for (const step of set.steps) names = apply(step, names, set.library);
  return names;
}

/** A library of R7RS, `(scheme …)`. */
const isScheme = (library: List): boolean => library.at(0) instanceof Sym && (library.at(0) as Sym).name === 'scheme';

function apply({ kind, operands }: Step, names: ReadonlyMap<string, string>, library: List): Map<string, string> {
  const known = (s: Value): string => {
    const { name } = s as Sym;
    const reason = isScheme(library) ? ABSENT.get(name) : undefined;
    if (reason !== undefined) return fail(`import: ${name} is not in this dialect: ${reason}`, [s], 'undefined-symbol');
    return names.has(name)
      ? name
      : fail(
          `import: ${inspect(library)} does not export ${name}${didYouMean(name, [...names.keys()])}`,
          [s],
          'undefined-symbol',
        );
  };
  const out = new Map(names);
  switch (kind) {
    case 'only':
      return new Map(operands.map(o => [known(o), names.get((o as Sym).name) as string]));
    case 'except':
      for (const o of operands) out.delete(known(o));
      return out;
    case 'prefix':
      return new Map([...names].map(([local, name]) => [(operands[0] as Sym).name + local, name]));
    case 'rename':
      for (const o of operands) out.delete(known((o as List).at(0)));
      for (const o of operands) out.set(((o as List).at(1) as Sym).name, names.get(((o as List).at(0) as Sym).name) as string);
      return out;
  }
}
