/** do: a sequence, or the R7RS loop when its first operands have the loop's shape. */
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { Sym } from '../../values/symbol.ts';
import { Scope } from '../scope.ts';
import { type Pair, refuseTwice } from './bindings.ts';
import { expandNamedLet } from './named-let.ts';
import type { FormRow } from './row.ts';

/** `((var init step?)…) (test result…)`; an applied procedure as first form is a sequence, not a loop. */
function isLoop(operands: Value[]): boolean {
  const [specs, end] = operands;
  if (!(specs instanceof List) || !(end instanceof List) || end.length === 0) return false;
  const items = specs.toArray();
  return (
    items.every(s => s instanceof List && s.length >= 2 && s.length <= 3 && s.at(0) instanceof Sym) &&
    (items.length > 0 || end.at(0) instanceof List)
  );
}

export const doForms: FormRow[] = [
  {
    name: 'do',
    syntax: '(do body…) or (do ((name init step?)…) (test result…) body…)',
    doc: 'A sequence; with variable clauses and an end clause, the R7RS loop.',
    example: '(list (do 1 2) (do ((i 0 (+ i 1)) (sum 0 (+ sum i))) ((= i 4) sum)))',
    value: '(2 6)',
    expand(ex, form, scope, loops) {
      const operands = form.drop(1).toArray();
      if (!isLoop(operands)) return ex.body(operands, new Scope(scope), loops, form.pos);
      const s = ex.kernel.symbols;
      const name = s.gensym('do');
      const specs = (operands[0] as List).toArray() as List[];
      const end = operands[1] as List;
      const next = List.of([name, ...specs.map(x => (x.length > 2 ? x.at(2) : x.at(0)))]);
      const result = List.of([s.symbol('begin'), ...end.drop(1)]);
      const round = List.of([s.symbol('begin'), ...operands.slice(2), next]);
      const body = List.of([s.symbol('if'), end.at(0), result, round]);
      const pairs: Pair[] = specs.map(x => ({ name: x.at(0) as Sym, init: x.at(1) }));
      refuseTwice(pairs, 'do', form.pos);
      return expandNamedLet(ex, name, pairs, [body], scope, loops, form.pos);
    },
  },
];
