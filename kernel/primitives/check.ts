/** Argument checks shared by all families, and the shape of their messages: `NAME: expected TYPE, got TYPE`. */
import { Char } from '../values/char.ts';
import { fail } from '../values/condition.ts';
import { List } from '../values/list.ts';
import type { Value } from '../values/procedure.ts';
import { Keyword, Sym } from '../values/symbol.ts';
import { typeName } from '../values/type-name.ts';

export function failType(who: string, expected: string, got: Value): never {
  return fail(`${who}: expected ${expected}, got ${typeName(got)}`, [got], 'type');
}

export function failIndex(who: string, index: Value, limit: number): never {
  if (typeof index !== 'number') return failType(who, 'number', index);
  return fail(`${who}: index ${index} out of range [0, ${limit})`, [index], 'range');
}

export function failRange(who: string, what: string, irritants: readonly Value[] = []): never {
  return fail(`${who}: ${what}`, irritants, 'range');
}

/** True for an integer in [0, length). */
export function isIndex(i: Value, length: number): i is number {
  return typeof i === 'number' && i >>> 0 === i && i < length;
}

export function num(v: Value, who: string): number {
  return typeof v === 'number' ? v : failType(who, 'number', v);
}

export function int(v: Value, who: string): number {
  if (typeof v !== 'number') return failType(who, 'integer', v);
  return Number.isInteger(v) ? v : fail(`${who}: expected integer, got ${v}`, [v], 'type');
}

/** A non-negative integer. */
export function count(v: Value, who: string): number {
  const n = int(v, who);
  return n >= 0 ? n : failRange(who, `expected a count, got ${n}`, [n]);
}

export function str(v: Value, who: string): string {
  return typeof v === 'string' ? v : failType(who, 'string', v);
}

export function big(v: Value, who: string): bigint {
  return typeof v === 'bigint' ? v : failType(who, 'bigint', v);
}

export function char(v: Value, who: string): Char {
  return v instanceof Char ? v : failType(who, 'char', v);
}

export function vec(v: Value, who: string): Value[] {
  return Array.isArray(v) ? v : failType(who, 'vector', v);
}

export function dict(v: Value, who: string): Map<string, Value> {
  return v instanceof Map ? v : failType(who, 'dict', v);
}

export function sym(v: Value, who: string): Sym {
  return v instanceof Sym ? v : failType(who, 'symbol', v);
}

/** A list; nil counts as the empty one. */
export function list(v: Value, who: string): List {
  if (v instanceof List) return v;
  return v === null ? List.empty() : failType(who, 'list', v);
}

/** The elements of a list, vector or nil. The array must not be written to. */
export function elements(v: Value, who: string): readonly Value[] {
  if (v instanceof List) return v.toArray();
  if (Array.isArray(v)) return v;
  return v === null ? [] : failType(who, 'list', v);
}

/** A dict key: a string, or the name of a keyword or symbol. */
export function dictKey(v: Value, who: string): string {
  if (typeof v === 'string') return v;
  if (v instanceof Keyword || v instanceof Sym) return v.name;
  return failType(who, 'string key', v);
}

/** An optional `[start, end)` inside `[0, length]`. */
export function range(start: Value, end: Value, length: number, who: string): [number, number] {
  const e = end === undefined || end === null ? length : int(end, who);
  const s = start === undefined || start === null ? 0 : int(start, who);
  if (s < 0 || e > length || s > e) failRange(who, `range [${s}, ${e}) outside [0, ${length})`, [s, e]);
  return [s, e];
}

/** An optional `[start, end)` as the host's `slice` takes it: negative counts from the end, too large is cut. */
export function relativeRange(start: Value, end: Value, length: number, who: string): [number, number] {
  const clamp = (n: number) => Math.max(0, Math.min(n < 0 ? n + length : n, length));
  const s = start === undefined || start === null ? 0 : clamp(int(start, who));
  const e = end === undefined || end === null ? length : clamp(int(end, who));
  return [s, Math.max(s, e)];
}
