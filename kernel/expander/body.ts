/**
 * Bodies: sequences that may contain definitions. Inner definitions become one `Letrec` (R7RS 5.3.2: letrec*); when
 * expressions come before a definition, the initialisations stay in place as assignments.
 */
import { Const, Letrec, type Node, Seq, SetLocal, type Variable } from '../core/nodes.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import type { Sym } from '../values/symbol.ts';
import type { Expander } from './expander.ts';
import { defineTarget } from './forms/core.ts';
import { recordDefinitions } from './forms/record.ts';
import type { LoopContext, Scope } from './scope.ts';

/** A body form after macro expansion of its head: a definition, or anything else. */
type Item = { define: Sym; variable: Variable; value: Value; pos: number } | { expression: Value };

export function expandBody(ex: Expander, forms: readonly Value[], scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (forms.length === 1 && !(forms[0] instanceof List)) return ex.expand(forms[0], scope, loops);
  const items: Item[] = [];
  for (const form of forms) flatten(ex, form, scope, items);
  if (!items.some(i => 'define' in i)) {
    return ex.sequence(
      items.map(i => (i as { expression: Value }).expression),
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
      items.push({ define: name, variable: declare(ex, name, scope, items), value, pos: current.pos });
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

/** The variable that a definition binds: at once, so that the forms below see it instead of a macro of that name. */
function declare(ex: Expander, name: Sym, scope: Scope, items: readonly Item[]): Variable {
  for (const item of items) if ('define' in item && item.define === name) return item.variable;
  const variable = ex.variable(name, scope);
  scope.bindVariable(name, variable);
  return variable;
}

function withDefinitions(ex: Expander, items: Item[], scope: Scope, loops: LoopContext | null, pos: number): Node {
  const defines = items.filter((i): i is Extract<Item, { define: Sym }> => 'define' in i);
  const vars = [...new Set(defines.map(d => d.variable))];
  const lead = items.findIndex(i => !('define' in i));
  const simple = (lead === -1 || lead === defines.length) && vars.length === defines.length;
  if (simple) {
    const inits = defines.map(d => named(ex, d, scope));
    const rest = items.slice(defines.length).map(i => (i as { expression: Value }).expression);
    const body = rest.length ? ex.sequence(rest, scope, loops, pos) : new Const(pos, null);
    return new Letrec(pos, vars, inits, body);
  }
  const last = items.length - 1;
  const steps = items.map((item, i) =>
    'define' in item
      ? new SetLocal(item.pos, item.variable, named(ex, item, scope))
      : ex.expand(item.expression, scope, i === last ? loops : null),
  );
  const blank = vars.map(() => new Const(pos, null));
  return new Letrec(pos, vars, blank, steps.length === 1 ? (steps[0] as Node) : new Seq(pos, steps));
}

function named(ex: Expander, item: Extract<Item, { define: Sym }>, scope: Scope): Node {
  return ex.expand(item.value, scope, null);
}
