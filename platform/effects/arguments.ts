/** Arguments of a request, checked against the effect's row. A name that the row does not have is refused: it is a misspelt option. */
import { Bytes } from '../../kernel/values/bytes.ts';
import { fail } from '../../kernel/values/condition.ts';
import { List } from '../../kernel/values/list.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { typeName } from '../../kernel/values/type-name.ts';
import type { ArgumentType, EffectSpec } from './spec.ts';

export type Request = ReadonlyMap<string, Value>;

const CHECKS: Readonly<Record<ArgumentType, (v: Value) => boolean>> = {
  string: v => typeof v === 'string',
  number: v => typeof v === 'number' && Number.isFinite(v),
  integer: v => Number.isSafeInteger(v),
  boolean: v => typeof v === 'boolean',
  dict: v => v instanceof Map,
  list: v => v instanceof List || Array.isArray(v),
  procedure: v => typeof v === 'function',
  data: v => typeof v === 'string' || v instanceof Bytes,
  any: () => true,
};

export function checkArguments(op: string, spec: EffectSpec, request: Request): void {
  let known = 1;
  for (const name in spec.args) {
    const value = request.get(name);
    const given = value !== undefined;
    if (given) known++;
    const { type, optional } = spec.args[name] as (typeof spec.args)[string];
    if (value === undefined || (value === null && optional)) {
      if (!optional) fail(`${op}: :${name} is missing`, [request], 'type');
      continue;
    }
    if (!CHECKS[type](value)) fail(`${op}: expected ${nameOf(type)} for :${name}, got ${typeName(value)}`, [request], 'type');
  }
  if (known < request.size) {
    const strange = [...request.keys()].find(name => name !== 'op' && !Object.hasOwn(spec.args, name));
    fail(`${op}: there is no argument :${strange}; known are ${Object.keys(spec.args).join(', ') || 'none'}`, [request], 'type');
  }
}

const nameOf = (type: ArgumentType): string => (type === 'data' ? 'a string or bytes' : type);

/** A list or vector as an array; undefined for anything else. */
export function itemsOf(v: Value): readonly Value[] | undefined {
  if (v instanceof List) return v.toArray();
  return Array.isArray(v) ? v : undefined;
}
