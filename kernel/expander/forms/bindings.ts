/** Lists of bindings: `((a 1) (b 2))`, `((a 1) b)` or flat `(a 1 b 2)`. */
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { misshapen, SyntaxIssue } from '../issue.ts';
import { shown } from '../shape.ts';

export interface Pair {
  name: Sym;
  init: Value;
}

const SYNTAX = 'bindings ((name value)…)';

/** `distinct`: a name may be bound once only. */
export function bindingPairs(form: Value, what: string, pos: number, distinct = true): Pair[] {
  if (form === null) return [];
  if (!(form instanceof List)) throw misshapen(what, SYNTAX, `bindings is ${shown(form)}`, pos);
  const pairs = pairsOf(form.toArray(), what, form.pos >= 0 ? form.pos : pos);
  if (distinct && pairs.length > 1) refuseTwice(pairs, what, form.pos >= 0 ? form.pos : pos);
  return pairs;
}

function pairsOf(items: readonly Value[], what: string, pos: number): Pair[] {
  if (items.length > 0 && items.length % 2 === 0 && items.every((x, i) => i % 2 === 1 || x instanceof Sym)) {
    const pairs: Pair[] = [];
    for (let i = 0; i < items.length; i += 2) pairs.push({ name: items[i] as Sym, init: items[i + 1] });
    return pairs;
  }
  return items.map(item => {
    if (item instanceof Sym) return { name: item, init: null };
    const name = item instanceof List ? item.at(0) : null;
    if (!(item instanceof List) || !(name instanceof Sym) || item.length > 2) {
      throw misshapen(what, SYNTAX, `(name value) is ${shown(item)}`, item instanceof List && item.pos >= 0 ? item.pos : pos);
    }
    return { name, init: item.length > 1 ? item.at(1) : null };
  });
}

export function refuseTwice(pairs: readonly Pair[], what: string, pos: number): void {
  const names = new Set<Sym>();
  for (const { name } of pairs) {
    if (names.has(name)) throw new SyntaxIssue('EXPAND_BINDING', `${what}: ${name.name} is bound twice`, pos);
    names.add(name);
  }
}
