/** block, return-from, try-finally, guard, handler-bind, parameterize, reset, shift, delay. */
import { Block, Catch, Const, Finally, type Lambda, LocalRef, type Node, ReturnFrom } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { Scope } from '../scope.ts';
import { expandClauses } from './conditional.ts';
import { lambdaNamed } from './lambda.ts';
import type { FormRow } from './row.ts';

function thunk(ex: Expander, body: List, scope: Scope, pos: number): Lambda {
  return lambdaNamed(ex, '', List.empty(), body, scope, pos);
}

function protectedBody(ex: Expander, forms: Value[], scope: Scope, pos: number): Node {
  return ex.body(forms, new Scope(scope, 'protected'), null, pos);
}

/** Splits off the trailing or leading list of `(pred handler)` pairs. */
function handlerPairs(ex: Expander, form: List, scope: Scope): Node {
  const pairs = form.at(1);
  if (!(pairs instanceof List))
    throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'handler-bind: expected ((predicate handler)…)', form.pos);
  const nodes = pairs.toArray().map(p => {
    if (!(p instanceof List) || p.length !== 2) {
      throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'handler-bind: expected (predicate handler)', form.pos);
    }
    return ex.callInternal('list', ex.expandAll(p, scope), p.pos);
  });
  return ex.callInternal('list', nodes, form.pos);
}

const delayed = (name: string, doc: string): FormRow => ({
  name,
  min: 1,
  max: 1,
  syntax: `(${name} expression)`,
  doc,
  expand: (ex, form, scope) => ex.callInternal(`%${name}`, [thunk(ex, form.drop(1), scope, form.pos)], form.pos),
});

export const controlForms: FormRow[] = [
  {
    name: 'block',
    min: 1,
    max: -1,
    syntax: '(block label body…)',
    doc: 'Value of the body, or of the return-from that leaves it.',
    expand(ex, form, scope) {
      const label = form.at(1);
      if (!(label instanceof Sym)) throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'block: the label must be a symbol', form.pos);
      const block = new Block(form.pos, label.name);
      const inner = new Scope(scope, 'label');
      inner.label = label;
      inner.block = block;
      block.body = ex.body(form.drop(2).toArray(), new Scope(inner), null, form.pos);
      return block;
    },
  },
  {
    name: 'return-from',
    min: 1,
    max: 2,
    syntax: '(return-from label value?)',
    doc: 'Leaves the block with a value; only from the same procedure.',
    expand(ex, form, scope) {
      const label = form.at(1) as Sym;
      const found = scope.findBlock(label, form.pos);
      const name = label instanceof Sym ? label.name : ex.kernel.inspect(label);
      if (found === null)
        throw new SyntaxIssue('EXPAND_SCOPE', `return-from: no block named ${name} around this place`, form.pos);
      if (found === 'outside') {
        throw new SyntaxIssue('EXPAND_SCOPE', `return-from: block ${name} belongs to another procedure; use call/cc`, form.pos);
      }
      const value = form.length > 2 ? ex.expand(form.at(2), scope, null) : new Const(form.pos, null);
      return new ReturnFrom(form.pos, found.block, value, found.direct);
    },
  },
  {
    name: 'try-finally',
    min: 1,
    max: -1,
    syntax: '(try-finally body cleanup…)',
    doc: 'Value of body; the cleanup runs however it is left.',
    expand: (ex, form, scope) =>
      new Finally(
        form.pos,
        protectedBody(ex, [form.at(1)], scope, form.pos),
        protectedBody(ex, form.drop(2).toArray(), scope, form.pos),
      ),
  },
  {
    name: 'guard',
    min: 1,
    max: -1,
    syntax: '(guard (e clause…) body…)',
    doc: 'Value of the body; a raised value goes through the cond clauses, and on when none matches.',
    expand(ex, form, scope, loops) {
      const head = form.at(1);
      const name = head instanceof List ? head.at(0) : null;
      if (!(name instanceof Sym))
        throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'guard: expected (guard (name clause…) body…)', form.pos);
      const body = protectedBody(ex, form.drop(2).toArray(), scope, form.pos);
      const variable = ex.variable(name, scope);
      const inner = new Scope(scope);
      inner.bindVariable(name, variable);
      const again = ex.callInternal('%reraise', [new LocalRef(form.pos, variable)], form.pos);
      const handler = expandClauses(ex, (head as List).drop(1).toArray(), inner, loops, form.pos, again);
      return new Catch(form.pos, body, variable, handler);
    },
  },
  {
    name: 'handler-bind',
    min: 1,
    max: -1,
    syntax: '(handler-bind ((predicate handler)…) body…)',
    doc: 'Runs matching handlers at the raise site.',
    expand: (ex, form, scope) =>
      ex.callInternal('%handler-bind', [handlerPairs(ex, form, scope), thunk(ex, form.drop(2), scope, form.pos)], form.pos),
  },
  {
    name: 'parameterize',
    min: 1,
    max: -1,
    syntax: '(parameterize ((parameter value)…) body…)',
    doc: 'Binds parameters for the dynamic extent of the body.',
    expand(ex, form, scope) {
      const clauses = (form.at(1) as List).toArray() as List[];
      const params = clauses.map(c => ex.expand(c.at(0), scope, null));
      const values = clauses.map(c => ex.expand(c.at(1), scope, null));
      return ex.callInternal(
        '%parameterize',
        [
          ex.callInternal('list', params, form.pos),
          ex.callInternal('list', values, form.pos),
          thunk(ex, form.drop(2), scope, form.pos),
        ],
        form.pos,
      );
    },
  },
  {
    name: 'reset',
    min: 1,
    max: -1,
    syntax: '(reset body…)',
    doc: 'Delimits the continuations captured by shift.',
    expand: (ex, form, scope) => ex.callInternal('%reset', [thunk(ex, form.drop(1), scope, form.pos)], form.pos),
  },
  {
    name: 'shift',
    min: 2,
    max: -1,
    syntax: '(shift k body…)',
    doc: 'Runs the body with k bound to the continuation up to the nearest reset.',
    expand: (ex, form, scope) =>
      ex.callInternal('%shift', [lambdaNamed(ex, '', List.of([form.at(1)]), form.drop(2), scope, form.pos)], form.pos),
  },
  delayed('delay', 'A promise of the expression.'),
  delayed('delay-force', 'A promise that continues as the promise the expression gives (iterative).'),
];
