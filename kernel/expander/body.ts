/**
 * Bodies: sequences that may contain definitions. Inner definitions become one `Letrec` (R7RS 5.3.2: letrec*); when
 * expressions come before a definition, the initialisations stay in place as assignments.
 */
import { Const, Letrec, type Node, Seq, SetLocal, type Variable } from '../core/nodes.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import type { Sym } from '../values/symbol.ts';
import { type Expander, endless, MOST_MACROS } from './expander.ts';
import { defineTarget } from './forms/core.ts';
import type { LoopContext, Scope } from './scope.ts';

/** A body form after macro expansion of its head: a definition, or anything else. */
type Item = { define: Sym; variable: Variable; value: Value; pos: number } | { expression: Value };

export function expandBody(ex: Expander, forms: readonly Value[], scope: Scope, loops: LoopContext | null, pos: number): Node {
  if (forms.length === 1 && !(forms[0] instanceof List)) return ex.expand(forms[0], scope, loops);
  const items = flatten(ex, forms, scope);
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

/** Macro uses at the head of the body are expanded, `begin`s and definitions of several names taken apart. */
function flatten(ex: Expander, body: readonly Value[], scope: Scope): Item[] {
  const items: Item[] = [];
  const declared = new Set<Variable>();
  const pending = [...body].reverse();
  while (pending.length > 0) {
    const form = headExpanded(ex, pending.pop(), scope);
    const row = form instanceof List ? ex.headForm(form) : undefined;
    if (!(form instanceof List) || row === undefined) {
      items.push({ expression: form });
      continue;
    }
    ex.check(row, form);
    if (row.name === 'begin') pending.push(...form.drop(1).toArray().reverse());
    else if (row.name === 'define') {
      const { name, value } = defineTarget(ex, form);
      items.push({ define: name, variable: declare(ex, name, scope, declared), value, pos: form.pos });
    } else if (row.definitions) pending.push(...row.definitions(ex, form).reverse());
    else if (row.name === 'defmacro' || row.name === 'define-syntax') ex.expand(form, scope, null);
    else items.push({ expression: form });
  }
  return items;
}

/** The form without macro uses at its head. */
function headExpanded(ex: Expander, form: Value, scope: Scope): Value {
  let current = form;
  for (let steps = 0; current instanceof List && current.length > 0; steps++) {
    const step = ex.macroStep(current, scope);
    if (step === undefined) break;
    if (steps > MOST_MACROS) throw endless(current);
    current = step;
  }
  return current;
}

/** The variable that a definition binds: at once, so that the forms below see it instead of a macro of that name. */
function declare(ex: Expander, name: Sym, scope: Scope, declared: Set<Variable>): Variable {
  const own = scope.own(name);
  if (own?.kind === 'variable' && declared.has(own.variable)) return own.variable;
  const variable = ex.variable(name, scope);
  scope.bindVariable(name, variable);
  declared.add(variable);
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
