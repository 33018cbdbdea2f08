/** Parameters: procedures of no arguments that answer the value of the innermost `parameterize` in force. */
import type { Kernel } from '../instance/kernel.ts';
import { fail } from '../values/condition.ts';
import type { HandlerLink } from '../values/handler-link.ts';
import type { Procedure, Value } from '../values/procedure.ts';
import { Link, LinkKind } from './dynamic.ts';

export interface Parameter extends Procedure {
  converter: Procedure | null;
}

/** `value` is converted already. */
export function makeParameter(kernel: Kernel, value: Value, converter: Procedure | null): Parameter {
  const parameter = (() => {
    for (let link: HandlerLink | null = kernel.handlers; link !== null; link = link.next) {
      if (!(link instanceof Link) || link.kind !== LinkKind.Parameters) continue;
      const i = link.a.indexOf(parameter);
      if (i >= 0) return link.b[i];
    }
    return value;
  }) as unknown as Parameter;
  parameter.converter = converter;
  parameter.guestName = 'parameter';
  return parameter;
}

export function parameterOf(v: Value): Parameter {
  return typeof v === 'function' && v.converter !== undefined ? v : fail('parameterize: expected parameter', [v], 'type');
}

/** `%parameterize` while values are still to be converted. */
export interface Bindings {
  parameters: Parameter[];
  values: Value[];
  thunk: Value;
}

/** The bindings with the converted value of number `i`. */
export const converting = (b: Bindings, i: number, v: Value): Bindings => ({
  ...b,
  values: b.values.map((old, j) => (j === i ? v : old)),
});

/** One link for the bindings and those of `d`, in whose tail position they are, so that loops through them take constant space. */
export function rebound(d: Link, { parameters, values }: Bindings): Link {
  const kept = d.a.map((p: Parameter, j: number) => [p, d.b[j]]).filter(([p]: [Parameter]) => !parameters.includes(p));
  return new Link(
    LinkKind.Parameters,
    d.next,
    [...parameters, ...kept.map((e: [Parameter, Value]) => e[0])],
    [...values, ...kept.map((e: [Parameter, Value]) => e[1])],
  );
}
