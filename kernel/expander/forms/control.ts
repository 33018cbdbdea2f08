/** block, return-from, try-finally, guard, handler-bind, parameterize, reset, shift, delay. */
import { Block, Catch, Const, Finally, type Lambda, Let, LocalRef, type Node, ReturnFrom } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { Scope } from '../scope.ts';
import { expandClauses, hasElse } from './conditional.ts';
import { lambdaNamed } from './lambda.ts';
import type { FormRow } from './row.ts';

function thunk(ex: Expander, body: List, scope: Scope, pos: number): Lambda {
  return lambdaNamed(ex, '', List.empty(), body, scope, pos);
}

function protectedBody(ex: Expander, forms: Value[], scope: Scope, pos: number): Node {
  return ex.body(forms, new Scope(scope, 'protected'), null, pos);
}

/** The list of predicates with their handlers. */
function handlerPairs(ex: Expander, form: List, scope: Scope): Node {
  const pairs = (form.at(1) as List).toArray() as List[];
  return ex.callInternal(
    'list',
    pairs.map(p => ex.callInternal('list', ex.expandAll(p, scope), p.pos)),
    form.pos,
  );
}

const delayed = (name: string, doc: string, example: string): FormRow => ({
  name,
  syntax: `(${name} expression)`,
  doc,
  example,
  value: '3',
  expand: (ex, form, scope) => ex.callInternal(`%${name}`, [thunk(ex, form.drop(1), scope, form.pos)], form.pos),
});

export const controlForms: FormRow[] = [
  {
    name: 'block',
    syntax: '(block label body…)',
    doc: 'Value of the body, or of the return-from that leaves it.',
    example: '(block found (for-each identity (list 1 2)) (return-from found 3) 4)',
    value: '3',
    expand(ex, form, scope) {
      const label = form.at(1) as Sym;
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
    syntax: '(return-from label value?)',
    doc: 'Leaves the block with a value; only from the same procedure.',
    example: '(let ((i 0)) (block out (while true (when (= i 5) (return-from out i)) (set! i (+ i 1)))))',
    value: '5',
    expand(ex, form, scope) {
      const label = form.at(1) as Sym;
      const found = scope.findBlock(label, form.pos);
      const { name } = label;
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
    syntax: '(try-finally body cleanup…)',
    doc: 'Value of body; the cleanup runs for effect however it is left.',
    example: "(let ((log (list))) (list (block b (try-finally (return-from b 1) (append! log 'cleaned))) log))",
    value: '(1 (cleaned))',
    expand: (ex, form, scope) =>
      new Finally(
        form.pos,
        protectedBody(ex, [form.at(1)], scope, form.pos),
        protectedBody(ex, form.drop(2).toArray(), scope, form.pos),
      ),
  },
  {
    name: 'guard',
    syntax: '(guard (name (test body…)…) body…) or (guard (name [test value]…) body…)',
    doc: 'Value of the body; a raised value goes through the cond clauses, and on when none matches.',
    example: "(guard (e ((symbol? e) (list 'caught e)) ((condition? e) (condition-message e))) (raise 'boom))",
    value: '(caught boom)',
    expand(ex, form, scope, loops) {
      const head = form.at(1) as List;
      const name = head.at(0) as Sym;
      const body = protectedBody(ex, form.drop(2).toArray(), scope, form.pos);
      const variable = ex.variable(name, scope);
      const inner = new Scope(scope);
      inner.bindVariable(name, variable);
      const clauses = head.drop(1).toArray();
      const declines = !hasElse(ex, clauses, scope);
      const raised = declines ? ex.variable(name, scope) : variable;
      const ref = new LocalRef(form.pos, raised);
      const again = ex.callInternal('%reraise', [ref], form.pos);
      const handler = expandClauses(ex, clauses, inner, loops, form.pos, again);
      if (!declines) return new Catch(form.pos, body, variable, handler, false);
      // A value that was raised continuably knows the way back.
      const value = ex.callInternal('%raised', [ref], form.pos);
      return new Catch(form.pos, body, raised, new Let(form.pos, [variable], [value], handler), true);
    },
  },
  {
    name: 'handler-bind',
    syntax: '(handler-bind ((predicate handler)…) body…)',
    doc: 'Runs matching handlers at the raise site.',
    example: '(handler-bind ((number? (fn (n) (* n 2)))) (+ 1 (raise-continuable 20)))',
    value: '41',
    expand: (ex, form, scope) =>
      ex.callInternal('%handler-bind', [handlerPairs(ex, form, scope), thunk(ex, form.drop(2), scope, form.pos)], form.pos),
  },
  {
    name: 'parameterize',
    syntax: '(parameterize ((parameter value)…) body…)',
    doc: 'Binds parameters for the dynamic extent of the body.',
    example: '(let ((p (make-parameter 1))) (list (parameterize ((p 2)) (p)) (p)))',
    value: '(2 1)',
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
    syntax: '(reset body…)',
    doc: 'Delimits the continuations captured by shift.',
    example: '(+ 1 (reset (* 2 (shift k (k (k 5))))))',
    value: '21',
    expand: (ex, form, scope) => ex.callInternal('%reset', [thunk(ex, form.drop(1), scope, form.pos)], form.pos),
  },
  {
    name: 'shift',
    syntax: '(shift name body…)',
    doc: 'Runs the body with the name bound to the continuation up to the nearest reset.',
    example: '(reset (+ 1 (shift k (list (k 1) (k 2)))))',
    value: '(2 3)',
    expand: (ex, form, scope) =>
      ex.callInternal('%shift', [lambdaNamed(ex, '', List.of([form.at(1)]), form.drop(2), scope, form.pos)], form.pos),
  },
  delayed('delay', 'A promise of the expression.', '(force (delay (+ 1 2)))'),
  delayed(
    'delay-force',
    'A promise that continues as the promise the expression gives (iterative).',
    '(let ((p (delay (+ 1 2)))) (force (delay-force p)))',
  ),
];
