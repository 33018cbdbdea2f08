/** Hash tables: any value as key. The higher-order ones (`hash-for-each` …) are written in SX over `hash-keys`. */
import { HashTable } from '../../values/hash-table.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { elements, failType } from '../check.ts';
import { GROWTH } from '../costs.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, member, pure } from '../rows.ts';

function table(v: Value, who: string): Map<Value, Value> {
  return v instanceof HashTable ? v.map : failType(who, 'hash-table', v);
}

function copy(t: Value): HashTable {
  const fresh = new HashTable();
  for (const [k, v] of table(t, 'hash-copy')) fresh.map.set(k, v);
  return fresh;
}

function fromPairs(pairs: Value): HashTable {
  const fresh = new HashTable();
  for (const pair of elements(pairs, 'alist->hash-table')) {
    const [k, v] = elements(pair, 'alist->hash-table');
    fresh.map.set(k, v ?? null);
  }
  return fresh;
}

export const hashTables: PrimitiveFamily = () => [
  ...effect('make-hash-table', 0, 0, '`(make-hash-table)`: an empty table', () => new HashTable()),
  ...pure(
    ['hash-ref', 'hash-table-ref'],
    2,
    3,
    '`(hash-ref t k default?)`: the value, or the default (nil)',
    (t, k, fallback) => table(t, 'hash-ref').get(k) ?? fallbackOf(t, k, fallback),
    ([t, k], slow) => `(${t} instanceof HashTable ? ${member(t!)}.map.get(${k}) ?? null : ${slow}(${t}, ${k}))`,
  ),
  ...effect(
    ['hash-set!', 'hash-table-set!'],
    3,
    3,
    '`(hash-set! t k v)`: answers v',
    (t, k, v) => {
      table(t, 'hash-set!').set(k, v);
      return v;
    },
    ([t, k, v], slow) =>
      `(${t} instanceof HashTable && (${member(t!)}.map.size & ${GROWTH}) !== ${GROWTH} ? (${member(t!)}.map.set(${k}, ${v}), ${v}) : ${slow}(${t}, ${k}, ${v}))`,
  ),
  ...pure(
    ['hash-has?', 'hash-table-exists?'],
    2,
    2,
    '`(hash-has? t k)`',
    (t, k) => table(t, 'hash-has?').has(k),
    ([t, k], slow) => `(${t} instanceof HashTable ? ${member(t!)}.map.has(${k}) : ${slow}(${t}, ${k}))`,
  ),
  ...effect(['hash-delete!', 'hash-table-delete!'], 2, 2, '`(hash-delete! t k)`: answers whether k was there', (t, k) =>
    table(t, 'hash-delete!').delete(k),
  ),
  ...pure(['hash-size', 'hash-table-size', 'hash-table-count'], 1, 1, '`(hash-size t)`', t => table(t, 'hash-size').size),
  ...effect(['hash-clear!', 'hash-table-clear!'], 1, 1, '`(hash-clear! t)`: answers t', t => {
    if (t instanceof HashTable) t.clear();
    else failType('hash-clear!', 'hash-table', t);
    return t;
  }),
  ...pure(['hash-keys', 'hash-table-keys'], 1, 1, '`(hash-keys t)`: list, in insertion order', t =>
    List.of([...table(t, 'hash-keys').keys()]),
  ),
  ...pure(['hash-vals', 'hash-table-values'], 1, 1, '`(hash-vals t)`: list, in insertion order', t =>
    List.of([...table(t, 'hash-vals').values()]),
  ),
  ...pure(['hash->list', 'hash-table->alist'], 1, 1, '`(hash->list t)`: list of `(key value)` lists', t =>
    List.of(Array.from(table(t, 'hash->list'), entry => List.of(entry))),
  ),
  ...pure(['hash-copy', 'hash-table-copy'], 1, 1, '`(hash-copy t)`: a table with the same entries', copy),
  ...pure(['list->hash', 'alist->hash-table'], 1, 1, '`(list->hash pairs)`: table of `(key value)` lists', fromPairs),
];

/** Values are never the host's null-like except nil, so `??` above also lands here for a key that is bound to nil. */
function fallbackOf(t: HashTable, k: Value, fallback: Value): Value {
  return fallback === undefined || t.map.has(k) ? null : fallback;
}
