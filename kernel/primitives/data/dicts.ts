/** Dicts: string keys in insertion order. Keys may be given as keywords or symbols too; their names count. */

import { equal } from '../../values/equality.ts';
import { HashTable } from '../../values/hash-table.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { RecordInstance, recordField } from '../../values/record.ts';
import { dict, dictKey, elements, failIndex, failRange, failType, isIndex, list } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, member, pure } from '../rows.ts';
import { elementAt } from './collections.ts';
import { searchPairs } from './lists.ts';
import { fieldIndex } from './records.ts';

/** What is under a key or index; the host's undefined if nothing is. */
function lookup(c: Value, k: Value): Value {
  if (c instanceof Map) return c.get(typeof k === 'string' ? k : dictKey(k, 'get'));
  if (c instanceof HashTable) return c.map.get(k);
  if (c instanceof RecordInstance) {
    const i = fieldIndex(c, dictKey(k, 'get'));
    return i < 0 ? undefined : recordField(c, i);
  }
  // A key that is no index is simply absent from a sequence.
  if (c === null || typeof k !== 'number')
    return c === null || typeof c === 'object' || typeof c === 'string' ? undefined : failType('get', 'collection', c);
  return elementAt(c, k, 'get');
}

function get(c: Value, k: Value, fallback: Value): Value {
  const v = lookup(c, k);
  return v === undefined ? (fallback ?? null) : v;
}

function getIn(c: Value, path: Value, fallback: Value): Value {
  let v = c;
  for (const k of elements(path, 'get-in')) {
    v = lookup(v, k);
    if (v === undefined) return fallback ?? null;
  }
  return v;
}

function make(...pairs: Value[]): Map<string, Value> {
  if (pairs.length % 2 !== 0) failRange('dict', `expected keys and values in turn, got ${pairs.length} arguments`);
  const d = new Map<string, Value>();
  for (let i = 0; i < pairs.length; i += 2) d.set(dictKey(pairs[i], 'dict'), pairs[i + 1]);
  return d;
}

/** `(assoc-equal d k v …)` copies; `(assoc-equal k pairs)` searches a list of pairs. */
function assoc(c: Value, ...args: Value[]): Value {
  if (args.length === 1) return searchPairs('assoc', equal)(c, args[0]);
  if (args.length % 2 !== 0) failRange('assoc', 'expected keys and values in turn');
  if (c instanceof List || Array.isArray(c)) {
    const items = c instanceof List ? c.toArray() : c.slice();
    for (let i = 0; i < args.length; i += 2) {
      const at = args[i];
      if (!isIndex(at, items.length + 1)) failIndex('assoc', at, items.length + 1);
      items[at] = args[i + 1];
    }
    return c instanceof List ? List.of(items) : items;
  }
  const d = new Map(c === null ? [] : dict(c, 'assoc'));
  for (let i = 0; i < args.length; i += 2) d.set(dictKey(args[i], 'assoc'), args[i + 1]);
  return d;
}

function dissoc(c: Value, ...keys: Value[]): Map<string, Value> {
  const d = new Map(dict(c, 'dissoc'));
  for (const k of keys) d.delete(dictKey(k, 'dissoc'));
  return d;
}

/** Later dicts win; nil counts as an empty dict. */
function merge(...dicts: Value[]): Map<string, Value> {
  const out = new Map<string, Value>();
  for (const d of dicts) if (d !== null) for (const [k, v] of dict(d, 'merge')) out.set(k, v);
  return out;
}

function has(c: Value, k: Value): boolean {
  if (c instanceof Map) return c.has(dictKey(k, 'has-key?'));
  return lookup(c, k) !== undefined;
}

function keys(c: Value): List {
  if (c instanceof HashTable) return List.of([...c.map.keys()]);
  return c === null ? List.empty() : List.of([...dict(c, 'keys').keys()]);
}

function vals(c: Value): List {
  if (c instanceof HashTable) return List.of([...c.map.values()]);
  return c === null ? List.empty() : List.of([...dict(c, 'vals').values()]);
}

function zipmap(ks: Value, vs: Value): Map<string, Value> {
  const values = elements(vs, 'zipmap');
  return new Map(elements(ks, 'zipmap').map((k, i) => [dictKey(k, 'zipmap'), values[i] ?? null]));
}

function fromPairs(pairs: Value): Map<string, Value> {
  return new Map(
    elements(pairs, 'list->dict').map(pair => {
      const items = elements(pair, 'list->dict');
      return [dictKey(items[0], 'list->dict'), items[1] ?? null];
    }),
  );
}

export const dicts: PrimitiveFamily = () => [
  ...pure(['dict', 'make-dict'], 0, -1, '`(dict k v …)`: a fresh dict', make),
  ...pure(
    'get',
    2,
    3,
    '`(get c k default?)`: what a dict, hash table or record holds under k, or element k of a sequence; else the default (nil)',
    get,
    ([c, k], slow) => `(${c} instanceof Map && typeof ${k} === "string" ? ${member(c!)}.get(${k}) ?? null : ${slow}(${c}, ${k}))`,
  ),
  ...pure('get-in', 2, 3, '`(get-in c path default?)`: `get` along a list of keys', getIn),
  ...effect(
    ['dict-set!', 'set-key!'],
    3,
    3,
    '`(dict-set! d k v)`: answers v',
    (d, k, v) => {
      dict(d, 'dict-set!').set(dictKey(k, 'dict-set!'), v);
      return v;
    },
    ([d, k, v], slow) =>
      `(${d} instanceof Map && typeof ${k} === "string" ? (${member(d!)}.set(${k}, ${v}), ${v}) : ${slow}(${d}, ${k}, ${v}))`,
  ),
  ...pure(['dict-ref', 'dict-get'], 2, 3, '`(dict-ref d k default?)`: `get` on a dict only', (d, k, fallback) => {
    const v = dict(d, 'dict-ref').get(dictKey(k, 'dict-ref'));
    return v === undefined ? (fallback ?? null) : v;
  }),
  ...pure(
    ['has-key?', 'dict-has?'],
    2,
    2,
    '`(has-key? c k)`: `get` would find something',
    has,
    ([c, k], slow) => `(${c} instanceof Map && typeof ${k} === "string" ? ${member(c!)}.has(${k}) : ${slow}(${c}, ${k}))`,
  ),
  ...effect('dict-delete!', 2, 2, '`(dict-delete! d k)`: answers whether k was there', (d, k) =>
    dict(d, 'dict-delete!').delete(dictKey(k, 'dict-delete!')),
  ),
  ...effect('dict-clear!', 1, 1, '`(dict-clear! d)`: answers d', d => {
    dict(d, 'dict-clear!').clear();
    return d;
  }),
  ...pure(['keys', 'dict-keys'], 1, 1, '`(keys d)`: list, in insertion order', keys),
  ...pure(['vals', 'dict-vals'], 1, 1, '`(vals d)`: list, in insertion order', vals),
  ...pure(['entries', 'dict->list'], 1, 1, '`(entries d)`: list of `(key value)` lists', d =>
    List.of(d === null ? [] : Array.from(dict(d, 'entries'), entry => List.of(entry))),
  ),
  ...pure('list->dict', 1, 1, '`(list->dict pairs)`: dict of `(key value)` lists', fromPairs),
  ...pure('zipmap', 2, 2, '`(zipmap keys vals)`: dict of two lists', zipmap),
  ...pure('merge', 0, -1, '`(merge d …)`: fresh dict; later ones win', merge),
  ...pure(
    'assoc-equal',
    2,
    -1,
    '`(assoc-equal d k v …)`: a copy with more or changed entries (also by index on a list or vector); `(assoc-equal k pairs)`: the first list in pairs that begins with k, or false',
    assoc,
  ),
  ...pure('dissoc', 1, -1, '`(dissoc d k …)`: a copy without these keys', dissoc),
  ...pure('select-keys', 2, 2, '`(select-keys d keys)`: a dict of these entries only', (d, ks) => {
    const source = dict(d, 'select-keys');
    const wanted = elements(ks, 'select-keys').map(k => dictKey(k, 'select-keys'));
    return new Map(wanted.filter(k => source.has(k)).map(k => [k, source.get(k)]));
  }),
  ...pure('dict-size', 1, 1, '`(dict-size d)`', d => dict(d, 'dict-size').size),
  ...pure('dict-copy', 1, 1, '`(dict-copy d)`', d => new Map(dict(d, 'dict-copy'))),
  ...pure('empty-dict?', 1, 1, '`(empty-dict? d)`', d => d === null || dict(d, 'empty-dict?').size === 0),
  ...pure('plist->dict', 1, 1, '`(plist->dict l)`: dict of a list of keys and values in turn', l =>
    make(...list(l, 'plist->dict').toArray()),
  ),
];
