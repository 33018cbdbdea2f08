/**
 * The equivalences of the dialect. `equal` walks its operands on an explicit stack, so depth is no limit, and remembers
 * the pairs it has entered once the walk gets long, so that cyclic data come to an end.
 */
import { Bytes } from './bytes.ts';
import { List } from './list.ts';
import type { Value } from './procedure.ts';
import { RecordInstance, recordField } from './record.ts';

/** Identity; strings, numbers and bigints by value; +nan.0 equals itself. */
export function eqv(a: Value, b: Value): boolean {
  return a === b || (a !== a && b !== b);
}

/** Compound pairs compared before cycles are watched for: short comparisons pay nothing. */
const WATCH_AFTER = 1000;

/** Structural equality: lists, vectors, dicts (in any order), records of one type and bytes by content; the rest by `eqv`. */
export function equal(a: Value, b: Value): boolean {
  if (eqv(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const pending: Value[] = [a, b];
  let seen: Map<Value, Set<Value>> | null = null;
  for (let rounds = 0; pending.length > 0; rounds++) {
    const y = pending.pop();
    const x = pending.pop();
    if (rounds > WATCH_AFTER) {
      seen ??= new Map();
      let partners = seen.get(x);
      if (partners === undefined) seen.set(x, (partners = new Set()));
      // A pair met before is either known equal or under way: assuming equality is what makes cycles comparable.
      if (partners.has(y)) continue;
      partners.add(y);
    }
    if (!sameShape(x, y, pending)) return false;
  }
  return true;
}

/** Compares two compound values one level deep; differing compound elements are pushed for later. */
function sameShape(x: Value, y: Value, pending: Value[]): boolean {
  if (x instanceof List) {
    if (!(y instanceof List) || x.length !== y.length) return false;
    for (let i = 0; i < x.length; i++) if (!later(x.at(i), y.at(i), pending)) return false;
    return true;
  }
  if (Array.isArray(x)) {
    if (!Array.isArray(y) || x.length !== y.length) return false;
    for (let i = 0; i < x.length; i++) if (!later(x[i], y[i], pending)) return false;
    return true;
  }
  if (x instanceof Map) {
    if (!(y instanceof Map) || x.size !== y.size) return false;
    for (const [key, value] of x) {
      const other = y.get(key);
      if (other === undefined || !later(value, other, pending)) return false;
    }
    return true;
  }
  if (x instanceof RecordInstance) {
    if (!(y instanceof RecordInstance) || x.type !== y.type) return false;
    for (let i = 0; i < x.type.fields.length; i++) if (!later(recordField(x, i), recordField(y, i), pending)) return false;
    return true;
  }
  if (x instanceof Bytes) {
    return y instanceof Bytes && x.length === y.length && x.u8.every((b, i) => b === y.u8[i]);
  }
  return false;
}

/** False if two elements certainly differ; otherwise they are equal or were pushed. */
function later(x: Value, y: Value, pending: Value[]): boolean {
  if (eqv(x, y)) return true;
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
  pending.push(x, y);
  return true;
}
