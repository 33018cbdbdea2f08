/**
 * Bodies: sequences that may contain definitions. Inner definitions become one `Letrec` (R7RS 5.3.2: letrec*); when
 * expressions come before a definition, the initialisations stay in place as assignments.
 */
import { Const, Letrec, type Node, Seq, SetLocal, type Variable } from '../core/nodes.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Sym } from '../values/symbol.ts';
import type { Expander } from './expander.ts';
import { defineTarget } from './forms/core.ts';
import { recordDefinitions } from './forms/record.ts';
import { SyntaxIssue } from './issue.ts';
import { type LoopContext, Scope } from './scope.ts';

/** A body form after macro expansion of its head: a definition, or anything else. */
type Item = { define: Sym; value: Value; pos: number } | { expression: Value };

export function expandBody(ex: Expander, forms: readonly Value[], scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (forms.length === 1 && !(forms[0] instanceof List)) return ex.expand(forms[0], scope, loops);
  const items: Item[] = [];
  for (const form of forms) flatten(ex, form, scope, items);
  if (!items.some((i) => 'define' in i)) {
    return ex.sequence(
      items.map((i) => (i as { expression: Value }).expression),
      scope,
      loops,
      pos,
    );
  }
  return withDefinitions(ex, items, scope, loops, pos);
}

function flatten(ex: Expander, form: Value, scope: Scope, items: Item[]): void {
  let current = form;
  for (;;) {
    if (!(current instanceof List)) break;
    const step = ex.macroStep(current, scope);
    if (step === undefined) break;
    current = step;
  }
  if (current instanceof List) {
    const head = ex.headForm(current, scope);
    if (head === 'begin') {
      for (const f of current.drop(1)) flatten(ex, f, scope, items);
      return;
    }
    if (head === 'define') {
      const { name, value } = defineTarget(ex, current);
      items.push({ define: name, value, pos: current.pos });
      return;
    }
    if (head === 'define-record-type' || head === 'define-values' || head === 'define-type') {
      const expanded = recordDefinitions(ex, head, current);
      for (const f of expanded) flatten(ex, f, scope, items);
      return;
    }
    if (head === 'defmacro' || head === 'define-syntax') {
      ex.expand(current, scope, null);
      return;
    }
  }
  items.push({ expression: current });
}

function withDefinitions(ex: Expander, items: Item[], outer: Scope, loops: LoopContext | null, pos: number): Node {
  const scope = new Scope(outer);
  const vars: Variable[] = [];
  const bySym = new Map<Sym, Variable>();
  for (const item of items) {
    if (!('define' in item) || bySym.has(item.define)) continue;
    const variable = ex.variable(item.define, scope);
    bySym.set(item.define, variable);
    scope.bindVariable(item.define, variable);
    vars.push(variable);
  }
  const defines = items.filter((i): i is Extract<Item, { define: Sym }> => 'define' in i);
  const lead = items.findIndex((i) => !('define' in i));
  const simple = (lead === -1 || lead === defines.length) && vars.length === defines.length;
  if (simple) {
    const inits = defines.map((d) => named(ex, d, scope));
    const rest = items.slice(defines.length).map((i) => (i as { expression: Value }).expression);
    const body = rest.length ? ex.sequence(rest, scope, loops, pos) : new Const(pos, null);
    return new Letrec(pos, vars, inits, body);
  }
  const last = items.length - 1;
  const steps = items.map((item, i) =>
    'define' in item
      ? new SetLocal(item.pos, bySym.get(item.define) as Variable, named(ex, item, scope))
      : ex.expand(item.expression, scope, i === last ? loops : null),
  );
  const blank = vars.map(() => new Const(pos, null));
  return new Letrec(pos, vars, blank, steps.length === 1 ? (steps[0] as Node) : new Seq(pos, steps));
}

function named(ex: Expander, item: { define: Sym; value: Value; pos: number }, scope: Scope): Node {
  if (!(item.define instanceof Sym)) throw new SyntaxIssue('EXPAND_BINDING', 'define: the name must be a symbol', item.pos);
  return ex.expand(item.value, scope, null);
}
