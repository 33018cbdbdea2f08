/**
 * What programs, and above all macros, can ask about names: what a name means where a macro is being expanded, how the clauses of a
 * `cond` are read, which names are bound and which of them belong to the language.
 */
import { Variable } from '../../core/nodes.ts';
import { baseSymbol, Expander, type Expansion } from '../../expander/expander.ts';
import { isElse, isSchemeStyle } from '../../expander/forms/conditional.ts';
import { Scope } from '../../expander/scope.ts';
import type { Kernel } from '../../instance/kernel.ts';
import { List } from '../../values/list.ts';
import type { Procedure, Value } from '../../values/procedure.ts';
import { Alias, Sym } from '../../values/symbol.ts';
import { elements, failType } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

function symbol(v: Value, who: string): Sym {
  return v instanceof Sym ? v : failType(who, 'symbol', v);
}

/** Where names are looked up: the place of the macro call that is being expanded, else the top level of the user's namespace. */
function place(kernel: Kernel): Expansion {
  return (
    (kernel.expansion as Expansion | null) ?? { expander: new Expander(kernel, kernel.user, () => null), scope: new Scope(null) }
  );
}

function bindingOf(kernel: Kernel, name: Value): Value {
  const sym = symbol(name, 'expansion-binding');
  const { expander, scope } = place(kernel);
  if (expander.formOf(baseSymbol(sym))) return 'form';
  const found = expander.resolve(sym, scope);
  if (!(found instanceof Sym)) return found.kind === 'macro' ? found.transformer : 'local';
  return expander.homeOf(sym).macro(found.name) ?? null;
}

function isScheme(kernel: Kernel, clauses: Value, bound: Value): boolean {
  const { expander, scope } = place(kernel);
  const inner = new Scope(scope);
  for (const name of elements(bound ?? null, 'cond-scheme?')) {
    inner.bindVariable(symbol(name, 'cond-scheme?'), new Variable('', null));
  }
  return isSchemeStyle(expander, [...elements(clauses, 'cond-scheme?')], inner);
}

/** A procedure of the language itself, given its name or the procedure. */
function languageProcedure(kernel: Kernel, what: Value): Procedure | null {
  if (typeof what === 'function') return kernel.base.lookup((what as Procedure).guestName ?? '')?.v === what ? what : null;
  const name = what instanceof Sym ? what.name : what;
  const value = typeof name === 'string' ? kernel.base.lookup(name)?.v : undefined;
  return typeof value === 'function' ? value : null;
}

export const introspection: PrimitiveFamily = kernel => [
  ...pure(
    'expansion-binding',
    1,
    1,
    '`(expansion-binding symbol)`: what the symbol means (inside a macro: where the macro is used): "local", "form", a macro\'s procedure, or nil',
    name => bindingOf(kernel, name),
  ),
  ...pure(
    'name-in',
    2,
    2,
    '`(name-in namespace symbol)`: a symbol for expansions that means what the symbol means in that namespace, unless something binds it',
    (namespace, name) => new Alias(symbol(name, 'name-in'), kernel.namespace(namespace)),
  ),
  ...pure('macro-step', 1, 1, '`(macro-step datum)`: the datum after one step of expansion, or itself', datum => {
    const { expander, scope } = place(kernel);
    const step = datum instanceof List ? expander.macroStep(datum, scope) : undefined;
    return step === undefined ? datum : step;
  }),
  ...pure(
    'cond-scheme?',
    1,
    2,
    '`(cond-scheme? clauses bound?)`: whether cond reads these operands as `(test body…)` clauses; `bound`: more names that are local',
    (clauses, bound) => isScheme(kernel, clauses, bound),
  ),
  ...pure('is-else-clause?', 1, 1, '`(is-else-clause? test)`: `else`, `:else` or true', test => {
    const { expander, scope } = place(kernel);
    return isElse(expander, test, scope);
  }),
  ...pure(
    'primitive?',
    1,
    1,
    '`(primitive? name)`: whether a name (or a procedure) is a procedure of the language',
    what => languageProcedure(kernel, what) !== null,
  ),
  ...pure('get-primitive', 1, 1, '`(get-primitive name)`: the procedure of the language with that name, or nil', what =>
    languageProcedure(kernel, what),
  ),
  ...pure('bound?', 1, 2, '`(bound? name namespace?)`: whether a name has a value or is a macro', (name, namespace) => {
    const ns = namespace === undefined || namespace === null ? kernel.user : kernel.namespace(namespace);
    const key = name instanceof Sym ? name.name : name;
    return ns.lookup(key) !== undefined || ns.macro(key) !== undefined;
  }),
];
