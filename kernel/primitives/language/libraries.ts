/**
 * What `define-library` and `import` are made of; the procedures that put it together are in `lib/std/library.sx`, so that a
 * program can be suspended while a library is fetched.
 */
import { formTable } from '../../expander/forms/table.ts';
import { importedNames, libraryName, parseImportSet } from '../../instance/import-set.ts';
import type { Kernel } from '../../instance/kernel.ts';
import { didYouMean, exportedNames, exportedValue, type Library, linkExport } from '../../instance/libraries.ts';
import { ABSENT, AUXILIARY } from '../../instance/scheme-libraries.ts';
import { fail } from '../../values/condition.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { inspect } from '../../values/writer.ts';
import { dict, list, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, pure } from '../rows.ts';

function malformed(name: List, why: string): never {
  return fail(`define-library ${inspect(name)}: ${why}`, [name], 'syntax');
}

/** External → internal name of `(export name (rename internal external) …)`. */
function exportSpecs(decl: List, name: List, out: Map<string, Value>): void {
  for (const spec of decl.drop(1)) {
    if (spec instanceof Sym) {
      out.set(spec.name, spec.name);
      continue;
    }
    const parts = spec instanceof List ? spec.toArray() : [];
    const [rename, internal, external] = parts;
    if (
      parts.length !== 3 ||
      !(rename instanceof Sym && rename.name === 'rename' && internal instanceof Sym && external instanceof Sym)
    ) {
      malformed(name, `export takes names and (rename internal external), got ${inspect(spec)}`);
    }
    out.set((external as Sym).name, (internal as Sym).name);
  }
}

/** Splits a definition, `(name declaration …)`, into what is done with it; body forms may also stand without `begin`. */
function parts(kernel: Kernel, form: Value): Map<string, Value> {
  const definition = list(form, 'library-parts');
  const name = libraryName(definition.at(0), 'define-library');
  const exports = new Map<string, Value>();
  const imports: Value[] = [];
  const body: Value[] = [];
  const declare = (declarations: Iterable<Value>): void => {
    for (const decl of declarations) {
      const head = decl instanceof List && decl.at(0) instanceof Sym ? (decl.at(0) as Sym).name : '';
      if (head === 'export') exportSpecs(decl as List, name, exports);
      else if (head === 'import') imports.push(...(decl as List).drop(1));
      else if (head === 'begin') body.push(...(decl as List).drop(1));
      else if (head === 'cond-expand') declare(chosenForms(kernel, (decl as List).drop(1)));
      else if (head.startsWith('include')) malformed(name, `${head} is not in this dialect: ${ABSENT.get('include')}`);
      else body.push(decl);
    }
  };
  declare(definition.drop(1));
  const namespace = kernel.libraries.namespaceName(name);
  kernel.namespace(namespace);
  return new Map<string, Value>([
    ['name', name],
    ['namespace', namespace],
    ['imports', List.of(imports)],
    ['body', List.of(body)],
    ['exports', exports],
  ]);
}

/** Registers the library once its body has run: everything it exports must be defined by then. */
function commit(kernel: Kernel, p: Value): Value {
  const made = dict(p, 'library-commit!');
  const name = list(made.get('name') ?? null, 'library-commit!');
  const namespace = kernel.namespace(str(made.get('namespace') ?? null, 'library-commit!'));
  const exports = dict(made.get('exports') ?? null, 'library-commit!') as Map<string, string>;
  for (const internal of exports.values()) {
    if (namespace.lookup(internal) === undefined && namespace.macro(internal) === undefined) {
      malformed(name, `exports ${internal}, which its body does not define${didYouMean(internal, namespace.names())}`);
    }
  }
  kernel.libraries.add({ name, namespace, exports });
  return name;
}

function link(kernel: Kernel, namespace: Value, set: Value): null {
  const parsed = parseImportSet(set);
  const library = kernel.libraries.get(parsed.library) ?? kernel.libraries.missing(parsed.library);
  const target = kernel.namespace(str(namespace, 'library-link!'));
  // The base is visible in every namespace; only names that the set changes need a link.
  const inherited = library.namespace === kernel.base;
  for (const [local, name] of importedNames(parsed, library)) {
    if (inherited && local === name) continue;
    // Syntax that is no macro keeps its name, with or without a prefix before the rest.
    if (inherited && isSyntax(name)) {
      if (parsed.steps.some(s => s.kind === 'rename'))
        fail(`import: ${name} is a special form and keeps its name`, [set], 'syntax');
      continue;
    }
    linkExport(library, name, local, target);
  }
  return null;
}

const isSyntax = (name: string): boolean => formTable.has(name) || AUXILIARY.has(name);

/** What `(cond-expand (requirement form …) …)` stands for: the forms of the first clause whose requirement is met. */
function chosenForms(kernel: Kernel, clauses: List): List {
  for (const clause of clauses) {
    if (!(clause instanceof List) || clause.length === 0) fail('cond-expand: expected (requirement form…)', [clause], 'syntax');
    if (isMet(kernel, (clause as List).at(0))) return (clause as List).drop(1);
  }
  return fail('cond-expand: no clause applies; an (else form…) always does', [clauses], 'syntax');
}

function isMet(kernel: Kernel, requirement: Value): boolean {
  if (requirement instanceof Sym) return requirement.name === 'else' || FEATURES.includes(requirement.name);
  const [head, ...rest]: Value[] = requirement instanceof List ? requirement.toArray() : [];
  switch (head instanceof Sym ? head.name : '') {
    case 'and':
      return rest.every(r => isMet(kernel, r));
    case 'or':
      return rest.some(r => isMet(kernel, r));
    case 'not':
      return !isMet(kernel, rest[0]);
    case 'library':
      return kernel.libraries.get(libraryName(rest[0], 'cond-expand')) !== undefined;
  }
  return fail(`cond-expand: ${inspect(requirement)} is no requirement`, [requirement], 'syntax');
}

/** What `features` answers: `r7rs` is not among them, since pairs and mutable strings are missing. */
const FEATURES = ['sx', 'full-unicode', 'ieee-float'];

function exportsDict(library: Library | undefined): Map<string, Value> {
  const out = new Map<string, Value>();
  if (!library) return out;
  for (const name of exportedNames(library)) {
    const value = exportedValue(library, name);
    if (value !== undefined) out.set(name, value);
  }
  return out;
}

export const libraries: PrimitiveFamily = kernel => {
  const find = (name: Value, who: string) => kernel.libraries.get(libraryName(name, who));
  return [
    ...pure(
      'library-loaded?',
      1,
      1,
      '`(library-loaded? name)`: whether a library of that name can be imported at once',
      name => find(name, 'library-loaded?') !== undefined,
    ),
    ...pure(
      'library-exports',
      1,
      1,
      '`(library-exports name)`: dict of exported names and values; empty for a library that is not loaded',
      name => exportsDict(find(name, 'library-exports')),
    ),
    ...pure('loaded-libraries', 0, 0, '`(loaded-libraries)`: list of the names of defined libraries, as texts', () =>
      List.of(kernel.libraries.keys()),
    ),
    ...pure(
      'import-set-library',
      1,
      1,
      '`(import-set-library set)`: the library name inside `only`, `except`, `prefix` and `rename`',
      set => parseImportSet(set).library,
    ),
    ...pure('features', 0, 0, '`(features)`: list of the symbols that `cond-expand` takes for true', () =>
      List.of(FEATURES.map(f => kernel.symbols.symbol(f))),
    ),
    ...pure(
      'cond-expand-forms',
      1,
      1,
      '`(cond-expand-forms clauses)`: list of the forms that a `cond-expand` stands for',
      clauses => chosenForms(kernel, list(clauses, 'cond-expand')),
    ),
    ...effect('make-namespace', 0, 0, '`(make-namespace)`: the name of a fresh namespace, for `eval`', () => {
      const name = kernel.libraries.namespaceName(List.of([kernel.symbols.symbol('namespace')]));
      kernel.namespace(name);
      return name;
    }),
    ...effect(
      'library-link!',
      2,
      2,
      '`(library-link! namespace set)`: makes what an import set of a loaded library brings visible in a namespace',
      (namespace, set) => link(kernel, namespace, set),
    ),
    ...effect('library-missing', 1, 1, '`(library-missing name)`: raises the condition for a library that cannot be had', name =>
      kernel.libraries.missing(libraryName(name, 'import')),
    ),
    ...effect(
      'library-parts',
      1,
      1,
      '`(library-parts definition)`: dict of a definition’s name, imports, body, exports and its fresh namespace',
      form => parts(kernel, form),
    ),
    ...effect('library-commit!', 1, 1, '`(library-commit! parts)`: registers a library whose body has run; answers its name', p =>
      commit(kernel, p),
    ),
  ];
};
