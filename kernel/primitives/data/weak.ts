/** Weak tables and references: keys must be values with an identity, so numbers, strings, booleans and nil are refused. */
import type { Value } from '../../values/procedure.ts';
import { WeakReference, WeakTable } from '../../values/weak-table.ts';
import { failType } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, pure } from '../rows.ts';

function table(v: Value, who: string): WeakMap<object, Value> {
  return v instanceof WeakTable ? v.map : failType(who, 'weak-table', v);
}

function key(v: Value, who: string): object {
  return (typeof v === 'object' && v !== null) || typeof v === 'function'
    ? (v as object)
    : failType(who, 'value with identity', v);
}

export const weak: PrimitiveFamily = () => [
  ...effect(
    'make-weak-table',
    0,
    0,
    '`(make-weak-table)`: an empty table that does not keep its keys alive',
    () => new WeakTable(),
  ),
  ...pure('weak-table-ref', 2, 3, '`(weak-table-ref t k default?)`: the value, or the default (nil)', (t, k, fallback) => {
    const map = table(t, 'weak-table-ref');
    const found = map.get(key(k, 'weak-table-ref'));
    return found !== undefined ? found : fallback === undefined ? null : fallback;
  }),
  ...pure('weak-table-has?', 2, 2, '`(weak-table-has? t k)`', (t, k) =>
    table(t, 'weak-table-has?').has(key(k, 'weak-table-has?')),
  ),
  ...effect('weak-table-set!', 3, 3, '`(weak-table-set! t k v)`: answers v', (t, k, v) => {
    table(t, 'weak-table-set!').set(key(k, 'weak-table-set!'), v);
    return v;
  }),
  ...effect('weak-table-delete!', 2, 2, '`(weak-table-delete! t k)`: answers whether k was there', (t, k) =>
    table(t, 'weak-table-delete!').delete(key(k, 'weak-table-delete!')),
  ),
  ...effect(
    'make-weak-reference',
    1,
    1,
    '`(make-weak-reference x)`: does not keep x alive',
    x => new WeakReference(key(x, 'make-weak-reference')),
  ),
  ...effect(
    'weak-reference-value',
    1,
    2,
    '`(weak-reference-value r default?)`: what it refers to, or the default (nil) once that is gone',
    (r, fallback) => {
      const found = r instanceof WeakReference ? r.ref.deref() : failType('weak-reference-value', 'weak-reference', r);
      return found !== undefined ? (found as Value) : fallback === undefined ? null : fallback;
    },
  ),
];
