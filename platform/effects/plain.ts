/** SX data as plain values of TypeScript and back, for services that are not written in SX. Refuses what is no data, and what is nested too deep. */
import { List } from '../../kernel/values/list.ts';
import type { Value } from '../../kernel/values/procedure.ts';
import { Keyword, Sym } from '../../kernel/values/symbol.ts';
import { typeName } from '../../kernel/values/type-name.ts';
import { failEffect } from './failure.ts';

export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

const DEEPEST = 200;

/** Names become texts. */
export function plainOf(v: Value, depth = 0): Plain {
  if (v === null || typeof v === 'boolean' || typeof v === 'number' || typeof v === 'string') return v;
  if (depth > DEEPEST) return failEffect('limit', `data may be nested ${DEEPEST} deep`);
  if (v instanceof Sym || v instanceof Keyword) return v.name;
  if (v instanceof List || Array.isArray(v)) return Array.from(v as Iterable<Value>, x => plainOf(x, depth + 1));
  if (v instanceof Map) return Object.fromEntries(Array.from(v, ([name, x]) => [String(name), plainOf(x, depth + 1)]));
  return failEffect('invalid', `a ${typeName(v)} is no data that a service takes`);
}

export function guestValueOf(plain: Plain): Value {
  if (plain === null || typeof plain !== 'object') return plain ?? null;
  if (Array.isArray(plain)) return List.of((plain as readonly Plain[]).map(guestValueOf));
  return new Map(
    Object.entries(plain as { readonly [name: string]: Plain }).map(([name, x]) => [name, guestValueOf(x)] as const),
  );
}
