/** ->, ->>, as->: threading a value through calls. */
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import type { Sym } from '../../values/symbol.ts';
import type { FormRow } from './row.ts';

function threaded(name: string, last: boolean): FormRow {
  return {
    name,
    syntax: `(${name} value name|(f argument…)…)`,
    doc: `Each step is called with the value so far as its ${last ? 'last' : 'first'} argument.`,
    example: `(${name} 8 (- 1) inc)`,
    value: last ? '-6' : '8',
    expand(ex, form, scope, loops) {
      let value: Value = form.at(1);
      for (const step of form.drop(2)) {
        const s = step as Value;
        const next: List =
          s instanceof List ? (last ? List.of([...s, value]) : List.of([s.at(0), value, ...s.drop(1)])) : List.of([s, value]);
        next.pos = s instanceof List ? s.pos : form.pos;
        value = next;
      }
      return ex.expand(value, scope, loops);
    },
  };
}

export const threadingForms: FormRow[] = [
  threaded('->', false),
  threaded('->>', true),
  {
    name: 'as->',
    syntax: '(as-> value name step…)',
    doc: 'Each step is evaluated with the name bound to the value so far.',
    example: '(as-> 3 x (* x 2) (- 10 x))',
    value: '4',
    expand(ex, form, scope, loops) {
      const name = form.at(2) as Sym;
      const steps = form.drop(3).toArray();
      const bindings = [form.at(1), ...steps.slice(0, -1)].map(v => List.of([name, v]));
      const body = steps.length ? steps[steps.length - 1] : name;
      return ex.expand(List.of([ex.kernel.symbols.symbol('let*'), List.of(bindings), body]), scope, loops);
    },
  },
];
