/** let-values, let*-values, define-values: several values of one expression, taken by a parameter list. */
import { Seq } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { Expander } from '../expander.ts';
import { defineForm } from './definitions.ts';
import { parameterNames } from './lambda.ts';
import type { FormRow } from './row.ts';

/** `(call-with-values (fn () expression) receiver)`. */
function received(ex: Expander, expression: Value, receiver: Value, pos: number): List {
  const producer = List.of([ex.baseName('fn'), List.empty(), expression]);
  const call = List.of([ex.baseName('call-with-values'), producer, receiver]);
  call.pos = pos;
  return call;
}

/** The expressions see the variables of the clauses before them. */
function inSequence(ex: Expander, form: List, clauses: readonly List[]): Value {
  const body: Value = List.of([ex.baseName('let'), List.empty(), ...form.drop(2)]);
  return clauses.reduceRight((inner, c) => received(ex, c.at(1), List.of([ex.baseName('fn'), c.at(0), inner]), form.pos), body);
}

/** The expressions see none of the variables: all of them are evaluated first, each to a list. */
function inParallel(ex: Expander, form: List, clauses: readonly List[]): Value {
  const lists = clauses.map(() => ex.kernel.symbols.gensym('values'));
  const inits = clauses.map((c, i) => List.of([lists[i], received(ex, c.at(1), ex.baseName('list'), form.pos)]));
  const body: Value = List.of([ex.baseName('let'), List.empty(), ...form.drop(2)]);
  const bound = clauses.reduceRight(
    (inner, c, i) => List.of([ex.baseName('apply'), List.of([ex.baseName('fn'), c.at(0), inner]), lists[i]]),
    body,
  );
  return List.of([ex.baseName('let'), List.of(inits), bound]);
}

function definitions(ex: Expander, form: List): Value[] {
  const { pos } = form;
  const names = parameterNames(ex, form.at(1), pos);
  const all = ex.kernel.symbols.gensym('values');
  const receiver = List.of([ex.baseName('fn'), form.at(1), List.of([ex.baseName('list'), ...names])]);
  const part = (i: number): List => List.of([ex.baseName('nth'), all, i]);
  return [
    defineForm(ex, all, received(ex, form.at(2), receiver, pos), pos),
    ...names.map((name, i) => defineForm(ex, name, part(i), pos)),
  ];
}

const row = (name: string, nest: typeof inSequence, doc: string, example: string): FormRow => ({
  name,
  syntax: `(${name} ((params expression)…) body…)`,
  doc,
  example,
  value: '(1 2 (3 4))',
  expand(ex, form, scope, loops) {
    const clauses = (form.at(1) as List).toArray() as List[];
    return ex.expand((clauses.length > 1 ? nest : inSequence)(ex, form, clauses), scope, loops);
  },
});

export const valuesForms: FormRow[] = [
  row(
    'let-values',
    inParallel,
    'Binds the values of each expression, in parallel.',
    '(let-values (((a b) (values 1 2)) ((&rest c) (values 3 4))) (list a b c))',
  ),
  row(
    'let*-values',
    inSequence,
    'Binds the values of each expression; the variables before are seen.',
    '(let*-values (((a b) (values 1 2)) (c (values (+ a b) 4))) (list a b c))',
  ),
  {
    name: 'define-values',
    syntax: '(define-values params expression)',
    doc: 'Defines the variables of a parameter list as the values of the expression.',
    example: '(define-values (q r) (values 3 4)) (list q r)',
    value: '(3 4)',
    expand: (ex, form, scope) =>
      new Seq(
        form.pos,
        definitions(ex, form).map(d => ex.expand(d, scope, null)),
      ),
    definitions,
  },
];
