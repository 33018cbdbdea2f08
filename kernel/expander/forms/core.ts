/** define, set!, begin, if: the forms closest to core nodes. */
import { Const, Define, If, SetGlobal, SetLocal } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { baseSymbol, type Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { expandTest } from './conditional.ts';
import { lambdaNamed } from './lambda.ts';
import type { FormRow } from './row.ts';

/** Name and value datum of `(define name value)`, `(define (name . params) body…)`, curried heads included. */
export function defineTarget(ex: Expander, form: List): { name: Sym; value: Value } {
  let target = form.at(1);
  let rest = form.drop(2);
  while (target instanceof List && target.length > 0) {
    const symbols = ex.kernel.symbols;
    const lambda = List.of([symbols.symbol('%named-fn'), nameOf(target.at(0)), target.drop(1), ...rest]);
    lambda.pos = form.pos;
    target = target.at(0);
    rest = List.of([lambda]);
  }
  if (!(target instanceof Sym)) throw new SyntaxIssue('EXPAND_BINDING', 'define: expected (define name value)', form.pos);
  // `(define f :effects [io] value)`: annotations are metadata.
  if (rest.length > 1) rest = rest.drop(rest.length - 1);
  let value: Value = rest.length ? rest.at(0) : null;
  if (value instanceof List && value.length > 1) {
    const head = value.at(0);
    if (head instanceof Sym && (head.name === 'fn' || head.name === 'lambda')) {
      const named = List.of([ex.kernel.symbols.symbol('%named-fn'), target, ...value.drop(1)]);
      named.pos = value.pos;
      value = named;
    }
  }
  return { name: target, value };
}

function nameOf(target: Value): Value {
  return target instanceof List && target.length > 0 ? nameOf(target.at(0)) : target;
}

export const coreForms: FormRow[] = [
  {
    name: 'define',
    min: 1,
    max: -1,
    syntax: '(define name value) or (define (name params…) body…)',
    doc: 'Binds a global at top level, a local (letrec*) at the head of a body.',
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
    min: 2,
    max: 2,
    syntax: '(set! name value)',
    doc: 'Assigns the nearest binding; answers the value.',
    expand(ex, form, scope) {
      const target = form.at(1);
      if (!(target instanceof Sym)) throw new SyntaxIssue('EXPAND_BINDING', 'set!: the target must be a symbol', form.pos);
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
    min: 0,
    max: -1,
    syntax: '(begin body…)',
    doc: 'Evaluates in order; value of the last.',
    expand: (ex, form, scope, loops) => ex.sequence(form.drop(1).toArray(), scope, loops, form.pos),
  },
  {
    name: 'if',
    min: 2,
    max: 3,
    syntax: '(if test then else?)',
    doc: 'Only false and nil take the else branch.',
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
    min: 2,
    max: -1,
    syntax: '(%named-fn name (params…) body…)',
    doc: 'A procedure that prints under a name; what (define (name …) …) becomes.',
    expand: (ex, form, scope) => lambdaNamed(ex, (form.at(1) as Sym).name, form.at(2), form.drop(3), scope, form.pos),
  },
];
