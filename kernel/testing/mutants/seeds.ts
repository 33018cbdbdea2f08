/** What mutants are made of: the example of every special form, and every test of the kernel's specs. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../harness/project-root.ts';
import { formTable } from '../../expander/forms/table.ts';
import { readAll } from '../../reader/reader.ts';
import { SourceText } from '../../reader/source.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym, SymbolTable } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';

export interface Seed {
  name: string;
  /** Forms that run before, unchanged. */
  before: readonly string[];
  program: Value;
}

const symbols = new SymbolTable();
const begin = new Sym('begin');

export function exampleSeeds(): Seed[] {
  return [...formTable.values()]
    .filter(row => !row.name.startsWith('%'))
    .map(({ name, example }) => {
      const forms = readAll(new SourceText(name, example), symbols);
      // Definitions stay at top level; what is mutated may be any of the forms.
      return { name, before: [], program: forms.length === 1 ? forms[0] : List.of([begin, ...forms]) };
    });
}

export function specFiles(): { name: string; forms: Value[] }[] {
  const folder = path.join(projectRoot(), 'kernel/spec');
  const names = readdirSync(folder).filter(name => name.endsWith('.sx'));
  return names.sort().map(name => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    return { name, forms: readAll(new SourceText(name, text), symbols) };
  });
}

const headName = (form: Value): string => (form instanceof List && form.at(0) instanceof Sym ? (form.at(0) as Sym).name : '');

export function specSeeds(): Seed[] {
  return specFiles().flatMap(({ name, forms }) => {
    const seeds: Seed[] = [];
    const before: string[] = [];
    const visit = (form: Value): void => {
      const head = headName(form);
      if (head === 'defsuite') for (const part of (form as List).drop(2)) visit(part);
      else if (head === 'deftest') seeds.push({ name, before, program: List.of([begin, ...(form as List).drop(2)]) });
      else {
        before.push(inspect(form));
        seeds.push({ name, before: before.slice(0, -1), program: form });
      }
    };
    forms.forEach(visit);
    return seeds;
  });
}

/** Every list and atom of the seeds' programs. */
export function partsOf(seeds: readonly Seed[]): Value[] {
  const parts: Value[] = [];
  const visit = (datum: Value): void => {
    parts.push(datum);
    if (datum instanceof List) for (const item of datum) visit(item);
  };
  for (const { program } of seeds) visit(program);
  return parts;
}
