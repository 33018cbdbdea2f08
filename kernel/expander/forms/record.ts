/** define-record-type, define-type, define-values: definitions that stand for several defines. */
import { Seq } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import type { FormRow } from './row.ts';

/** The `(define …)` forms that such a definition stands for. */
export function recordDefinitions(ex: Expander, head: string, form: List): Value[] {
  if (head === 'define-values') return valuesDefinitions(ex, form);
  return head === 'define-type' ? typeDefinitions(ex, form) : recordTypeDefinitions(ex, form);
}

function defineForm(ex: Expander, name: Value, value: Value, pos: number): List {
  const f = List.of([ex.kernel.symbols.symbol('define'), name, value]);
  f.pos = pos;
  return f;
}

function names(symbols: Value[]): List {
  return List.of(symbols.map(s => (s as Sym).name));
}

function recordTypeDefinitions(ex: Expander, form: List): Value[] {
  const s = (n: string) => ex.kernel.symbols.symbol(n);
  const pos = form.pos;
  const head = form.at(1);
  const [type, parent] = head instanceof List ? head.toArray() : [head, null];
  if (!(type instanceof Sym)) throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'define-record-type: the type needs a name', pos);
  const specs = form
    .drop(4)
    .toArray()
    .map(f => (f instanceof List ? f.toArray() : [f])) as Value[][];
  const fields = specs.map(f => f[0]);
  const call = (name: string, ...args: Value[]) => List.of([s(name), ...args]);
  const quoted = (list: List) => List.of([s('quote'), list]);
  const out = [
    defineForm(
      ex,
      type,
      call('%make-record-type', type.name.replace(/^<(.*)>$/, '$1'), parent ?? null, quoted(names(fields))),
      pos,
    ),
  ];
  const maker = form.at(2);
  if (maker instanceof List && maker.length > 0) {
    const name = maker.at(0) as Sym;
    out.push(defineForm(ex, name, call('%record-constructor', type, quoted(names(maker.drop(1).toArray())), name.name), pos));
  } else if (maker instanceof Sym) {
    out.push(defineForm(ex, maker, call('%record-constructor', type, null, maker.name), pos));
  }
  const predicate = form.at(3);
  if (predicate instanceof Sym) out.push(defineForm(ex, predicate, call('%record-predicate', type, predicate.name), pos));
  for (const [field, getter, setter] of specs) {
    const name = (field as Sym).name;
    if (getter instanceof Sym) out.push(defineForm(ex, getter, call('%record-accessor', type, name, getter.name), pos));
    if (setter instanceof Sym) out.push(defineForm(ex, setter, call('%record-modifier', type, name, setter.name), pos));
  }
  return out;
}

/** `(define-type Name (Ctor field…)…)`: a parent type, and a record type per constructor with `Ctor`, `Ctor?`, `Ctor-field`. */
function typeDefinitions(ex: Expander, form: List): Value[] {
  const s = (n: string) => ex.kernel.symbols.symbol(n);
  const name = form.at(1);
  if (!(name instanceof Sym)) throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'define-type: the type needs a name', form.pos);
  const record = s('define-record-type');
  const out: Value[] = recordTypeDefinitions(ex, List.of([record, name, false, s(`${name.name}?`)]));
  for (const c of form.drop(2)) {
    const ctor = (c instanceof List ? c : List.of([c])) as List;
    const base = baseSymbol(ctor.at(0) as Sym).name;
    const fields = ctor.drop(1).toArray() as Sym[];
    const type = s(`<${base}>`);
    out.push(
      ...recordTypeDefinitions(
        ex,
        List.of([
          record,
          List.of([type, name]),
          List.of([s(base), ...fields]),
          s(`${base}?`),
          ...fields.map(f => List.of([f, s(`${base}-${f.name}`)])),
        ]),
      ),
    );
  }
  return out;
}

function valuesDefinitions(ex: Expander, form: List): Value[] {
  const s = (n: string) => ex.kernel.symbols.symbol(n);
  const formals = (form.at(1) as List).toArray();
  const tmp = ex.kernel.symbols.gensym('values');
  const all = List.of([s('call-with-values'), List.of([s('fn'), List.empty(), form.at(2)]), s('list')]);
  return [defineForm(ex, tmp, all, form.pos), ...formals.map((f, i) => defineForm(ex, f, List.of([s('nth'), tmp, i]), form.pos))];
}

const row = (name: string, syntax: string, doc: string): FormRow => ({
  name,
  min: 1,
  max: -1,
  syntax,
  doc,
  expand: (ex, form, scope) =>
    new Seq(
      form.pos,
      recordDefinitions(ex, name, form).map(d => ex.expand(d, scope, null)),
    ),
});

export const recordForms: FormRow[] = [
  row(
    'define-record-type',
    '(define-record-type name-or-(name parent) (make field…) pred? (field get set!?)…)',
    'A record type; constructor fields that are not listed start as nil.',
  ),
  row('define-type', '(define-type Name (Ctor field…)…)', 'A sum type: constructors, predicates, accessors.'),
  row('define-values', '(define-values (name…) expression)', 'Binds several values.'),
];
