/** define, set!, begin, if: the forms closest to core nodes. */
import { Const, Define, If, SetGlobal, SetLocal } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { misshapen, SyntaxIssue } from '../issue.ts';
import { shown } from '../shape.ts';
import { expandTest } from './conditional.ts';
import { lambdaNamed } from './lambda.ts';
import type { FormRow } from './row.ts';

/** Name and value datum of `(define name value)`, `(define (name . params) body…)`, curried heads included. */
export function defineTarget(ex: Expander, form: List): { name: Sym; value: Value } {
  let target = form.at(1);
  let rest = form.drop(2);
  const name = nameOf(target, form.pos);
  while (target instanceof List) {
    const lambda = List.of([ex.kernel.symbols.symbol('%named-fn'), name, target.drop(1), ...rest]);
    lambda.pos = form.pos;
    target = target.at(0);
    rest = List.of([lambda]);
  }
  // `(define f :effects [io] value)`: annotations are metadata.
  if (rest.length > 1) rest = rest.drop(rest.length - 1);
  let value: Value = rest.length ? rest.at(0) : null;
  if (value instanceof List && value.length > 1) {
    const head = value.at(0);
    if (head instanceof Sym && (head.name === 'fn' || head.name === 'lambda')) {
      const named = List.of([ex.kernel.symbols.symbol('%named-fn'), name, ...value.drop(1)]);
      named.pos = value.pos;
      value = named;
    }
  }
  return { name, value };
}

/** The name in a curried head. */
function nameOf(head: Value, pos: number): Sym {
  let name = head;
  while (name instanceof List) name = name.at(0);
  if (name instanceof Sym) return name;
  throw misshapen('define', '(define (name params…) body…)', `name is ${shown(name ?? null)}`, pos);
}

export const coreForms: FormRow[] = [
  {
    name: 'define',
    syntax: '(define name) or (define name [:annotation datum]… value) or (define (head parameter…) body…)',
    doc: 'Binds a global at top level, a local (letrec*) in a body; annotations have no meaning.',
    example: '(define (square x) (* x x)) (define nine (square 3)) nine',
    value: '9',
    expand(ex, form, scope) {
      if (scope.parent !== null || scope.lambda !== null) {
        throw new SyntaxIssue('EXPAND_SCOPE', 'define: only at top level or directly in a body', form.pos);
      }
      const { name, value } = defineTarget(ex, form);
      const base = baseSymbol(name);
      if (ex.formOf(base)) {
        throw new SyntaxIssue('EXPAND_BINDING', `define: ${base.name} is a special form and cannot be redefined`, form.pos);
      }
      const node = ex.expand(value, scope, null);
      return new Define(form.pos, ex.namespace.ownCell(base.name), node);
    },
  },
  {
    name: 'set!',
    syntax: '(set! name value)',
    doc: 'Assigns the nearest binding; answers the value.',
    example: '(let ((a 1)) (set! a (+ a 1)) a)',
    value: '2',
    expand(ex, form, scope) {
      const target = form.at(1) as Sym;
      const value = ex.expand(form.at(2), scope, null);
      const found = ex.resolve(target, scope);
      if (found instanceof Sym) return new SetGlobal(form.pos, ex.homeOf(target).cell(found.name), value);
      if (found.kind === 'macro') throw new SyntaxIssue('EXPAND_BINDING', `set!: ${target.name} is a macro`, form.pos);
      if (found.kind === 'loop') found.escaped = true;
      return new SetLocal(form.pos, found.variable, value);
    },
  },
  {
    name: 'begin',
    syntax: '(begin body…)',
    doc: 'Evaluates in order; value of the last.',
    example: '(let ((a 1)) (begin (set! a 2) (* a 10)))',
    value: '20',
    expand: (ex, form, scope, loops) => ex.sequence(form.drop(1).toArray(), scope, loops, form.pos),
  },
  {
    name: 'if',
    syntax: '(if test then else?)',
    doc: 'Only false and nil take the else branch.',
    example: '(list (if 0 1 2) (if nil 1))',
    value: '(1 nil)',
    expand: (ex, form, scope, loops) =>
      new If(
        form.pos,
        expandTest(ex, form.at(1), scope),
        ex.expand(form.at(2), scope, loops),
        form.length > 3 ? ex.expand(form.at(3), scope, loops) : new Const(form.pos, null),
      ),
  },
  {
    name: '%named-fn',
    syntax: '(%named-fn name params body…)',
    doc: 'A procedure that prints under a name; what (define (name …) …) becomes. Names of programs do not begin with %.',
    example: "(eval (list (string->symbol \"%named-fn\") 'double '(x) '(* 2 x)))",
    value: '#<procedure double>',
    expand: (ex, form, scope) => lambdaNamed(ex, (form.at(1) as Sym).name, form.at(2), form.drop(3), scope, form.pos),
  },
];
