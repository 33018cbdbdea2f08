/**
 * Functions that work alike on lists, vectors, strings and (where it makes sense) dicts. Reading outside a collection
 * answers nil; nil itself is an empty collection.
 */
import { Bytes } from '../../values/bytes.ts';
import { Char } from '../../values/char.ts';
import { equal } from '../../values/equality.ts';
import { HashTable } from '../../values/hash-table.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { StringBuffer } from '../../values/string-buffer.ts';
import { count, elements, failRange, failType, list, num, relativeRange, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { indexTest, member, pure } from '../rows.ts';

export function length(c: Value): number {
  if (c instanceof List || Array.isArray(c) || typeof c === 'string' || c instanceof Bytes) return c.length;
  if (c instanceof Map) return c.size;
  if (c instanceof HashTable) return c.map.size;
  if (c instanceof StringBuffer) return c.length;
  return c === null ? 0 : failType('len', 'collection', c);
}

/** Element i, or the host's undefined. Strings give one-unit strings. */
export function elementAt(c: Value, i: number, who: string): Value {
  if (c instanceof List) return c.at(i);
  if (Array.isArray(c) || typeof c === 'string') return c[i];
  return c === null ? undefined : failType(who, 'list', c);
}

function last(c: Value): Value {
  return (c === null ? undefined : elementAt(c, length(c) - 1, 'last')) ?? null;
}

/** The part `[from, to)` of a list, vector or string, in kind. */
function part(c: Value, from: number, to: number, who: string): Value {
  if (c instanceof List) return c.slice(from, to);
  if (Array.isArray(c) || typeof c === 'string') return c.slice(from, to);
  return c === null ? List.empty() : failType(who, 'list', c);
}

function rest(c: Value): Value {
  if (c instanceof List) return c.drop(1);
  if (Array.isArray(c)) return List.of(c.slice(1));
  return typeof c === 'string' ? c.slice(1) : list(c, 'rest');
}

/** `take` and `drop`: the number may come first or last. */
function cut(who: string, bounds: (n: number, length: number) => [number, number]) {
  return (a: Value, b: Value): Value => {
    const [c, n] = typeof a === 'number' ? [b, a] : [a, b];
    const size = c === null ? 0 : length(c);
    return part(c, ...bounds(Math.min(count(n, who), size), size), who);
  };
}

function slice(c: Value, from: Value, to: Value): Value {
  const [start, end] = relativeRange(from, to, c === null ? 0 : length(c), 'slice');
  return part(c, start, end, 'slice');
}

function indexOf(c: Value, item: Value, from: Value): number {
  const start = from === undefined ? 0 : Math.max(0, num(from, 'index-of'));
  if (typeof c === 'string') return c.indexOf(item instanceof Char ? item.text : str(item, 'index-of'), start);
  const items = elements(c, 'index-of');
  for (let i = start; i < items.length; i++) if (equal(items[i], item)) return i;
  return -1;
}

function contains(c: Value, item: Value): boolean {
  if (c instanceof Map || c instanceof HashTable) return (c instanceof Map ? c : c.map).has(item);
  return indexOf(c, item, 0) >= 0;
}

function reverse(c: Value): Value {
  if (Array.isArray(c)) return c.slice().reverse();
  if (typeof c === 'string') return [...c].reverse().join('');
  return List.of(list(c, 'reverse').toArray().reverse());
}

/** `(into target source)`: what `target` holds and the elements of `source`, in a collection of the target's kind. */
function into(target: Value, source: Value): Value {
  const entries = source instanceof Map ? Array.from(source, entry => List.of(entry)) : elements(source, 'into');
  if (Array.isArray(target)) return target.concat(entries);
  if (!(target instanceof Map)) return List.of(list(target, 'into').toArray().concat(entries));
  const out = new Map<string, Value>(target);
  for (const entry of entries) {
    const [k, v] = elements(entry, 'into');
    out.set(typeof k === 'string' ? k : failType('into', 'string key', k), v ?? null);
  }
  return out;
}

function empty(c: Value): boolean {
  return c === null || length(c) === 0;
}

const isList = (a: string): string => `${a} instanceof List`;

export const collections: PrimitiveFamily = () => [
  ...pure(
    ['len', 'length', 'count'],
    1,
    1,
    '`(len c)`: elements of a list, vector, dict or hash table; units of a string, buffer or bytes; 0 for nil',
    length,
    ([c], slow) => `(${isList(c!)} || isArray(${c}) ? ${member(c!)}.length : ${slow}(${c}))`,
  ),
  ...pure(
    'empty?',
    1,
    1,
    '`(empty? c)`: `len` is 0',
    empty,
    ([c], slow) => `(${isList(c!)} ? ${member(c!)}.length === 0 : ${slow}(${c}))`,
  ),
  ...pure(
    'first',
    1,
    1,
    '`(first c)`: first element, nil if there is none',
    c => elementAt(c, 0, 'first') ?? null,
    ([c], slow) => `(${isList(c!)} && ${member(c!)}.length > 0 ? ${member(c!)}.at(0) : ${slow}(${c}))`,
  ),
  ...pure('second', 1, 1, '`(second c)`', c => elementAt(c, 1, 'second') ?? null),
  ...pure('third', 1, 1, '`(third c)`', c => elementAt(c, 2, 'third') ?? null),
  ...pure(
    'rest',
    1,
    1,
    '`(rest c)`: without the first element; empty stays empty',
    rest,
    ([c], slow) => `(${isList(c!)} ? ${member(c!)}.drop(1) : ${slow}(${c}))`,
  ),
  ...pure('last', 1, 1, '`(last c)`: last element, nil if there is none', last),
  ...pure('init', 1, 1, '`(init c)`: without the last element', c => (empty(c) ? c : part(c, 0, length(c) - 1, 'init'))),
  ...pure(
    'nth',
    2,
    3,
    '`(nth c i default?)`: element i of a list, vector or string; outside the default (nil)',
    (c, i, fallback) => elementAt(c, num(i, 'nth'), 'nth') ?? fallback ?? null,
    ([c, i], slow) =>
      `(${isList(c!)} && ${indexTest(i!, `${member(c!)}.length`)} ? ${member(c!)}.at(${i}) : ${slow}(${c}, ${i}))`,
  ),
  ...pure(
    'take',
    2,
    2,
    '`(take c n)` `(take n c)`: the first n elements',
    cut('take', n => [0, n]),
  ),
  ...pure(
    'drop',
    2,
    2,
    '`(drop c n)` `(drop n c)`: without the first n elements',
    cut('drop', (n, size) => [n, size]),
  ),
  ...pure(
    'take-last',
    2,
    2,
    '`(take-last c n)` `(take-last n c)`: the last n elements',
    cut('take-last', (n, size) => [size - n, size]),
  ),
  ...pure(
    'drop-last',
    2,
    2,
    '`(drop-last c n)` `(drop-last n c)`: without the last n elements',
    cut('drop-last', (n, size) => [0, size - n]),
  ),
  ...pure('slice', 2, 3, '`(slice c start end?)`: part of a list, vector or string; negative bounds count from the end', slice),
  ...pure(
    'index-of',
    2,
    3,
    '`(index-of c x from?)`: index of an element `equal?` to x, or of a text in a string; -1 if absent',
    indexOf,
  ),
  ...pure(
    ['contains?', 'includes?'],
    2,
    2,
    '`(contains? c x)`: element of a list or vector, key of a dict or hash table, text in a string',
    contains,
  ),
  ...pure('reverse', 1, 1, '`(reverse c)`: a reversed list, vector or string', reverse),
  ...pure('into', 2, 2, '`(into target source)`: both, in a collection of the kind of target', into),
  ...pure('repeat', 2, 2, '`(repeat x n)` : list of n times x', (x, n) =>
    count(n, 'repeat') > 2 ** 27 ? failRange('repeat', 'too many elements') : List.of(new Array(n).fill(x)),
  ),
];
