/** when, unless, cond, and, or. */
import { Call, Const, If, Let, LocalRef, type Node } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { baseSymbol } from '../expander.ts';
import { SyntaxIssue } from '../issue.ts';
import { type LoopContext, Scope } from '../scope.ts';
import type { FormRow } from './row.ts';

/** Expands a datum of which only the truth matters: `and` and `or` become plain branches. */
export function expandTest(ex: Expander, datum: Value, scope: Scope): Node {
  if (!(datum instanceof List) || datum.length === 0) return ex.expand(datum, scope, null);
  const head = ex.headForm(datum, scope);
  const pos = datum.pos;
  if (head === 'and' || head === 'or') {
    const parts = datum.drop(1).toArray();
    if (parts.length === 0) return new Const(pos, head === 'and');
    return parts
      .map(p => expandTest(ex, p, scope))
      .reduceRight((rest, part) =>
        head === 'and' ? new If(pos, part, rest, new Const(pos, false)) : new If(pos, part, new Const(pos, true), rest),
      );
  }
  return ex.expand(datum, scope, null);
}

function either(ex: Expander, which: 'and' | 'or', parts: Value[], scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (parts.length === 0) return new Const(pos, which === 'and');
  if (parts.length === 1) return ex.expand(parts[0], scope, loops);
  const first = ex.expand(parts[0], scope, null);
  const rest = either(ex, which, parts.slice(1), scope, loops, pos);
  const t = ex.variable(new Sym(which), scope);
  const kept = new LocalRef(pos, t);
  const test = new LocalRef(pos, t);
  return new Let(pos, [t], [first], which === 'and' ? new If(pos, test, rest, kept) : new If(pos, test, kept, rest));
}

export function isElse(ex: Expander, test: Value, scope: Scope): boolean {
  return ex.isKeyword(test, 'else', scope) || (test instanceof Keyword && test.name === 'else') || test === true;
}

/**
 * Scheme style: each clause is a list `(test body…)`. Flat style: alternating test and expression. All operands being
 * lists is ambiguous; it is flat when every test position calls something known as a procedure or form.
 */
function isSchemeStyle(ex: Expander, clauses: Value[], scope: Scope): boolean {
  if (!clauses.every(c => c instanceof List && c.length > 0)) return false;
  if (clauses.length % 2 === 1) return true;
  return !clauses.every((c, i) => i % 2 === 1 || callsKnown(ex, c as List, scope));
}

function callsKnown(ex: Expander, call: List, scope: Scope): boolean {
  const head = call.at(0);
  if (!(head instanceof Sym) || ex.isKeyword(head, 'else', scope)) return false;
  if (ex.formOf(baseSymbol(head))) return true;
  const found = ex.resolve(head, scope);
  if (!(found instanceof Sym)) return false;
  const home = ex.homeOf(head);
  return home.macro(found.name) !== undefined || typeof home.lookup(found.name)?.v === 'function';
}

/** Expands cond clauses; `otherwise` is what happens when none matches. */
export function expandClauses(
  ex: Expander,
  clauses: Value[],
  scope: Scope,
  loops: LoopContext | null,
  pos: number,
  otherwise: Node,
): Node {
  if (!isSchemeStyle(ex, clauses, scope)) {
    let node = otherwise;
    if (clauses.length % 2 === 1) throw new SyntaxIssue('EXPAND_FORM_SHAPE', 'cond: a test without an expression', pos);
    for (let i = clauses.length - 2; i >= 0; i -= 2) {
      const value = ex.expand(clauses[i + 1], scope, loops);
      node = isElse(ex, clauses[i], scope) ? value : new If(pos, expandTest(ex, clauses[i], scope), value, node);
    }
    return node;
  }
  let node = otherwise;
  for (const clause of clauses.slice().reverse() as List[]) {
    const test = clause.at(0);
    const body = clause.drop(1).toArray();
    if (isElse(ex, test, scope)) node = ex.body(body, new Scope(scope), loops, clause.pos);
    else if (body.length === 2 && ex.isKeyword(body[0], '=>', scope)) {
      const t = ex.variable(new Sym('test'), scope);
      const call = new Call(clause.pos, ex.expand(body[1], scope, null), [new LocalRef(clause.pos, t)]);
      node = new Let(
        clause.pos,
        [t],
        [ex.expand(test, scope, null)],
        new If(clause.pos, new LocalRef(clause.pos, t), call, node),
      );
    } else if (body.length === 0) {
      const t = ex.variable(new Sym('test'), scope);
      const ref = () => new LocalRef(clause.pos, t);
      node = new Let(clause.pos, [t], [ex.expand(test, scope, null)], new If(clause.pos, ref(), ref(), node));
    } else node = new If(clause.pos, expandTest(ex, test, scope), ex.body(body, new Scope(scope), loops, clause.pos), node);
  }
  return node;
}

const guardedBody = (name: string, negate: boolean): FormRow => ({
  name,
  min: 1,
  max: -1,
  syntax: `(${name} test body…)`,
  doc: `Evaluates the body ${negate ? 'unless' : 'when'} the test holds; otherwise nil.`,
  expand(ex, form, scope, loops) {
    const test = expandTest(ex, form.at(1), scope);
    const body = ex.body(form.drop(2).toArray(), new Scope(scope), loops, form.pos);
    const nil = new Const(form.pos, null);
    return negate ? new If(form.pos, test, nil, body) : new If(form.pos, test, body, nil);
  },
});

export const conditionalForms: FormRow[] = [
  guardedBody('when', false),
  guardedBody('unless', true),
  {
    name: 'and',
    min: 0,
    max: -1,
    syntax: '(and expression…)',
    doc: 'The first false or nil value, or the last value.',
    expand: (ex, form, scope, loops) => either(ex, 'and', form.drop(1).toArray(), scope, loops, form.pos),
  },
  {
    name: 'or',
    min: 0,
    max: -1,
    syntax: '(or expression…)',
    doc: 'The first value that is neither false nor nil, or the last value.',
    expand: (ex, form, scope, loops) => either(ex, 'or', form.drop(1).toArray(), scope, loops, form.pos),
  },
  {
    name: 'cond',
    min: 0,
    max: -1,
    syntax: '(cond (test body…)… (else body…)) or (cond test value… :else value)',
    doc: 'The first clause whose test holds; nil when none does.',
    expand: (ex, form, scope, loops) =>
      expandClauses(ex, form.drop(1).toArray(), scope, loops, form.pos, new Const(form.pos, null)),
  },
];
