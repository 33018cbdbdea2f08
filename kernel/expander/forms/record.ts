/** define-record-type and define-type: definitions that stand for several defines. */
import { Seq } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { defineForm } from './definitions.ts';
import type { FormRow } from './row.ts';

function names(symbols: Value[]): List {
  return List.of(symbols.map(s => (s as Sym).name));
}

function recordTypeDefinitions(ex: Expander, form: List): Value[] {
  const s = (n: string) => ex.baseName(n);
  const pos = form.pos;
  const head = form.at(1);
  const [type, parent] = (head instanceof List ? head.toArray() : [head, null]) as [Sym, Value];
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
  const name = form.at(1) as Sym;
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

const row = (
  name: string,
  syntax: string,
  doc: string,
  example: string,
  value: string,
  definitions: (ex: Expander, form: List) => Value[],
): FormRow => ({
  name,
  syntax,
  doc,
  example,
  value,
  expand: (ex, form, scope) =>
    new Seq(
      form.pos,
      definitions(ex, form).map(d => ex.expand(d, scope, null)),
    ),
  definitions,
});

export const recordForms: FormRow[] = [
  row(
    'define-record-type',
    '(define-record-type type|(type parent) (constructor field…)|maker|none? predicate-name|none? field|(field getter? setter?)…)',
    'A record type; a constructor without fields takes all of them; fields that it does not take start as nil.',
    '(define-record-type point (make-point x y) point? (x point-x) (y point-y set-point-y!)) (let ((p (make-point 1 2))) (set-point-y! p 5) (list (point? p) (point-x p) (point-y p)))',
    '(true 1 5)',
    recordTypeDefinitions,
  ),
  row(
    'define-type',
    '(define-type type constructor|(constructor field…)…)',
    'A sum type: for each constructor a record type with `Ctor`, `Ctor?` and `Ctor-field`.',
    '(define-type Shape (Circle radius) (Square side)) (let ((c (Circle 2))) (list (Shape? c) (Square? c) (Circle-radius c)))',
    '(true false 2)',
    typeDefinitions,
  ),
];
