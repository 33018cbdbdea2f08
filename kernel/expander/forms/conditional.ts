/** when, unless, cond, and, or. */
import { Call, Const, If, Let, LocalRef, type Node, Seq, SetLocal, type Variable } from '../../core/nodes.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Keyword, Sym } from '../../values/symbol.ts';
import type { Expander } from '../expander.ts';
import { baseSymbol } from '../expander.ts';
import { misshapen } from '../issue.ts';
import { type LoopContext, Scope } from '../scope.ts';
import { shown } from '../shape.ts';
import type { FormRow } from './row.ts';

/** Expands a datum of which only the truth matters: `and` and `or` become plain branches. */
export function expandTest(ex: Expander, datum: Value, scope: Scope): Node {
  const name = datum instanceof List ? ex.headForm(datum)?.name : undefined;
  if (!(datum instanceof List) || (name !== 'and' && name !== 'or')) return ex.expand(datum, scope, null);
  const { pos } = datum;
  if (datum.length === 1) return new Const(pos, name === 'and');
  return ex.pending.nested(pos, () =>
    Array.from(datum.drop(1), p => expandTest(ex, p, scope)).reduceRight((rest, part) =>
      name === 'and' ? new If(pos, part, rest, new Const(pos, false)) : new If(pos, part, new Const(pos, true), rest),
    ),
  );
}

/** Tests whose values are kept in a variable each, so that no variable is assigned; longer chains share one. */
const MOST_VARIABLES = 30;

/** The value of a test, kept while what follows from it is decided. */
class Kept {
  private readonly shared: Variable | null;

  constructor(
    private readonly ex: Expander,
    private readonly scope: Scope,
    private readonly name: string,
    count: number,
  ) {
    this.shared = count > MOST_VARIABLES ? ex.variable(new Sym(name), scope) : null;
  }

  /** `decide` answers what becomes of the kept value. */
  test(test: Node, pos: number, decide: (kept: () => Node) => Node): Node {
    const { shared } = this;
    const v = shared ?? this.ex.variable(new Sym(this.name), this.scope);
    const made = decide(() => new LocalRef(pos, v));
    return shared === null ? new Let(pos, [v], [test], made) : new Seq(pos, [new SetLocal(pos, v, test), made]);
  }

  /** Around the whole chain. */
  around(chain: Node, pos: number): Node {
    return this.shared === null ? chain : new Let(pos, [this.shared], [new Const(pos, null)], chain);
  }
}

function either(ex: Expander, which: 'and' | 'or', parts: Value[], scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (parts.length === 0) return new Const(pos, which === 'and');
  const last = parts.length - 1;
  const nodes = parts.map((p, i) => ex.expand(p, scope, i === last ? loops : null));
  const values = new Kept(ex, scope, which, last);
  const chain = nodes.reduceRight((rest, part) =>
    values.test(part, pos, kept => (which === 'and' ? new If(pos, kept(), rest, kept()) : new If(pos, kept(), kept(), rest))),
  );
  return values.around(chain, pos);
}

export function isElse(ex: Expander, test: Value, scope: Scope): boolean {
  return ex.isKeyword(test, 'else', scope) || (test instanceof Keyword && test.name === 'else') || test === true;
}

/**
 * Scheme style: each clause is a list `(test body…)`. Flat style: alternating test and expression. All operands being
 * lists is ambiguous; it is flat when every test position calls something known as a procedure or form.
 */
export function isSchemeStyle(ex: Expander, clauses: Value[], scope: Scope): boolean {
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

/** Whether one of the clauses always matches. */
export function hasElse(ex: Expander, clauses: Value[], scope: Scope): boolean {
  return isSchemeStyle(ex, clauses, scope)
    ? (clauses as List[]).some(c => isElse(ex, c.at(0), scope))
    : clauses.some((test, i) => i % 2 === 0 && isElse(ex, test, scope));
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
  return isSchemeStyle(ex, clauses, scope)
    ? schemeClauses(ex, clauses as List[], scope, loops, pos, otherwise)
    : flatClauses(ex, clauses, scope, loops, pos, otherwise);
}

function flatClauses(
  ex: Expander,
  clauses: Value[],
  scope: Scope,
  loops: LoopContext | null,
  pos: number,
  otherwise: Node,
): Node {
  let node = otherwise;
  for (let i = clauses.length - 2; i >= 0; i -= 2) {
    const value = ex.expand(clauses[i + 1], scope, loops);
    node = isElse(ex, clauses[i], scope) ? value : new If(pos, expandTest(ex, clauses[i], scope), value, node);
  }
  return node;
}

function schemeClauses(
  ex: Expander,
  clauses: readonly List[],
  scope: Scope,
  loops: LoopContext | null,
  pos: number,
  otherwise: Node,
): Node {
  const values = new Kept(ex, scope, 'test', clauses.length);
  let kept = false;
  let node = otherwise;
  for (const clause of [...clauses].reverse()) {
    const rest = node;
    const at = clause.pos;
    const test = clause.at(0);
    const body = clause.drop(1).toArray();
    if (isElse(ex, test, scope)) node = ex.body(body, new Scope(scope), loops, at);
    else if (body.length > 0 && !ex.isKeyword(body[0], '=>', scope)) {
      node = new If(at, expandTest(ex, test, scope), ex.body(body, new Scope(scope), loops, at), rest);
    } else {
      if (body.length === 1 || body.length > 2) {
        throw misshapen('cond', '(test => receiver)', `the clause is ${shown(clause)}`, at >= 0 ? at : pos);
      }
      const receiver = body.length === 0 ? null : ex.expand(body[1], scope, null);
      kept = true;
      node = values.test(
        ex.expand(test, scope, null),
        at,
        value => new If(at, value(), receiver === null ? value() : new Call(at, receiver, [value()]), rest),
      );
    }
  }
  return kept ? values.around(node, pos) : node;
}

const guardedBody = (name: string, negate: boolean): FormRow => ({
  name,
  syntax: `(${name} test body…)`,
  doc: `Evaluates the body ${negate ? 'unless' : 'when'} the test holds; otherwise nil.`,
  example: `(list (${name} (< 1 2) 'a 'b) (${name} (< 2 1) 'a 'b))`,
  value: negate ? '(nil b)' : '(b nil)',
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
    syntax: '(and expression…)',
    doc: 'The first false or nil value, or the last value.',
    example: '(list (and 1 2) (and nil (error "not evaluated")) (and))',
    value: '(2 nil true)',
    expand: (ex, form, scope, loops) => either(ex, 'and', form.drop(1).toArray(), scope, loops, form.pos),
  },
  {
    name: 'or',
    syntax: '(or expression…)',
    doc: 'The first value that is neither false nor nil, or the last value.',
    example: '(list (or false 2 (error "not evaluated")) (or))',
    value: '(2 false)',
    expand: (ex, form, scope, loops) => either(ex, 'or', form.drop(1).toArray(), scope, loops, form.pos),
  },
  {
    name: 'cond',
    syntax: '(cond (test body…)…) or (cond [test value]…)',
    doc: 'The first clause whose test holds, or `else`; nil when none does. `(test => f)` calls f with what the test gave.',
    example: "(list (cond ((= 1 2) 'no) ((+ 1 1) => inc) (else 'last)) (cond (= 1 2) 'no :else 'last))",
    value: '(3 last)',
    expand: (ex, form, scope, loops) =>
      expandClauses(ex, form.drop(1).toArray(), scope, loops, form.pos, new Const(form.pos, null)),
  },
];
