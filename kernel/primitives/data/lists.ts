/** Lists: making, cutting, growing. nil counts as the empty list wherever a list is expected. */

import type { Kernel } from '../../instance/kernel.ts';
import { equal, eqv } from '../../values/equality.ts';
import { List } from '../../values/list.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { Value } from '../../values/procedure.ts';
import { count, elements, failIndex, failRange, failType, int, isIndex, list, num } from '../check.ts';
import { GROWTH } from '../costs.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, member, pure } from '../rows.ts';

function cons(head: Value, tail: Value): List {
  return tail instanceof List ? tail.cons(head) : tail === null ? List.of([head]) : failType('cons', 'list', tail);
}

function append(...parts: Value[]): List {
  const out: Value[] = [];
  for (const part of parts) {
    // Element by element: spreading a long list would hit the host's argument limit.
    for (const item of elements(part, 'append')) out.push(item);
  }
  return List.of(out);
}

function appendInPlace(target: Value, ...items: Value[]): List {
  if (!(target instanceof List)) return failType('append!', 'list', target);
  for (const item of items) target.push(item);
  return target;
}

function range(a: Value, b: Value, step: Value): List {
  const start = b === undefined ? 0 : num(a, 'range');
  const end = num(b === undefined ? a : b, 'range');
  const by = step === undefined ? 1 : num(step, 'range');
  if (!(Math.abs(by) > 0)) failRange('range', 'step must not be 0');
  const n = Math.max(0, Math.ceil((end - start) / by));
  if (n > 2 ** 27) failRange('range', `too many elements (${n})`);
  return List.of(Array.from({ length: n }, (_, i) => start + i * by));
}

/** A list may contain itself, or be shared so often that there is no end to it: every list that is met is announced. */
function flatten(kernel: Kernel, root: Value): List {
  const out: Value[] = [];
  const pending: Value[] = [list(root, 'flatten')];
  while (pending.length > 0) {
    const item = pending.pop();
    if (item instanceof List) {
      kernel.charge(16 * item.length + 256);
      for (let i = item.length - 1; i >= 0; i--) pending.push(item.at(i));
    } else out.push(item);
  }
  return List.of(out);
}

function zip(...lists: Value[]): List {
  const columns = lists.map(l => elements(l, 'zip'));
  const n = Math.min(...columns.map(c => c.length));
  return List.of(Array.from({ length: n }, (_, i) => List.of(columns.map(c => c[i]))));
}

function search(who: string, same: (a: Value, b: Value) => boolean) {
  return (item: Value, l: Value): Value => {
    const found = list(l, who);
    for (let i = 0; i < found.length; i++) if (same(item, found.at(i))) return found.drop(i);
    return false;
  };
}

export function searchPairs(who: string, same: (a: Value, b: Value) => boolean) {
  return (key: Value, pairs: Value): Value => {
    for (const pair of elements(pairs, who)) if (same(key, elements(pair, who)[0])) return pair;
    return false;
  };
}

function tail(l: Value, n: Value): List {
  const source = list(l, 'list-tail');
  const k = count(n, 'list-tail');
  return k <= source.length ? source.drop(k) : failIndex('list-tail', k, source.length + 1);
}

function setNth(l: Value, i: Value, v: Value): Value {
  if (Array.isArray(l) && isIndex(i, l.length)) l[i] = v;
  else if (l instanceof List && isIndex(i, l.length)) l.setAt(i, v);
  else if (Array.isArray(l) || l instanceof List) failIndex('set-nth!', i, l.length);
  else failType('set-nth!', 'list', l);
  return v;
}

/** `cadr` and its kin: the letters between c and r, applied from the right. */
function cxr(name: string): PrimitiveSpec[] {
  const path = [...name.slice(1, -1)].reverse();
  return pure(name, 1, 1, `\`(${name} l)\``, l => {
    let v = l;
    for (const step of path) {
      if (!(v instanceof List) || v.length === 0) return failType(name, 'non-empty list', v);
      v = step === 'a' ? v.at(0) : v.drop(1);
    }
    return v;
  });
}

/** `car` to `cddddr`: one to four letters. */
const LETTERS = ['a', 'd'];
const words = (n: number): string[] => (n === 0 ? [''] : words(n - 1).flatMap(w => LETTERS.map(l => w + l)));
const CXRS = [1, 2, 3, 4].flatMap(words).map(w => `c${w}r`);

export const lists: PrimitiveFamily = kernel => [
  ...pure('list', 0, -1, '`(list x …)`: a fresh list', (...items) => List.of(items)),
  ...pure(
    'cons',
    2,
    2,
    '`(cons x l)`: x in front of the elements of l',
    cons,
    ([x, l], slow) => `(${l} instanceof List ? ${member(l!)}.cons(${x}) : ${slow}(${x}, ${l}))`,
  ),
  ...pure('cons*', 1, -1, '`(cons* x … l)`: the x in front of the elements of l', (...args) =>
    List.of([...args.slice(0, -1), ...elements(args.at(-1), 'cons*')]),
  ),
  ...pure('make-list', 1, 2, '`(make-list n fill?)`', (n, fill) => List.of(new Array(count(n, 'make-list')).fill(fill ?? null))),
  ...pure(['append', 'concat'], 0, -1, '`(append l …)`: the elements of all lists (or vectors) in a fresh list', append),
  ...effect(
    'append!',
    1,
    -1,
    '`(append! l x …)`: adds elements to l itself; answers l',
    appendInPlace,
    ([l, x], slow) =>
      `(${l} instanceof List && (${member(l!)}.length & ${GROWTH}) !== ${GROWTH} ? (${member(l!)}.push(${x}), ${l}) : ${slow}(${l}, ${x}))`,
    2,
  ),
  ...pure('range', 1, 3, '`(range end)` `(range start end step?)`: numbers from start, end not included', range),
  ...pure('iota', 1, 3, '`(iota n start? step?)`: n numbers', (n, start, step) =>
    List.of(Array.from({ length: count(n, 'iota') }, (_, i) => num(start ?? 0, 'iota') + i * num(step ?? 1, 'iota'))),
  ),
  ...pure('flatten', 1, 1, '`(flatten l)`: the elements of lists inside lists, at any depth', l => flatten(kernel, l)),
  ...pure('zip', 1, -1, '`(zip l …)`: list of lists: all first elements, all second ones …; as long as the shortest', zip),
  ...pure('zip-pairs', 1, 1, '`(zip-pairs l)`: list of the pairs of neighbours', l => {
    const items = elements(l, 'zip-pairs');
    return List.of(items.slice(1).map((x, i) => List.of([items[i], x])));
  }),
  ...pure('chunk-every', 2, 2, '`(chunk-every l n)`: list of lists of n elements; the last may be shorter', (l, n) => {
    const items = elements(l, 'chunk-every');
    const size = int(n, 'chunk-every');
    if (size < 1) failRange('chunk-every', `size ${size} is not positive`);
    return List.of(
      Array.from({ length: Math.ceil(items.length / size) }, (_, i) => List.of(items.slice(i * size, (i + 1) * size))),
    );
  }),
  ...pure('interpose', 2, 2, '`(interpose sep l)`: the elements with sep between them', (sep, l) =>
    List.of(elements(l, 'interpose').flatMap((x, i) => (i === 0 ? [x] : [sep, x]))),
  ),
  ...pure('interleave', 1, -1, '`(interleave l …)`: one of each in turn', (...ls) => append(...zip(...ls).toArray())),
  ...pure(['distinct', 'uniq'], 1, 1, '`(distinct l)`: without repetitions (by `same-value-zero?`)', l =>
    List.of([...new Set(elements(l, 'distinct'))]),
  ),
  ...pure(
    'member-equal',
    2,
    2,
    '`(member-equal x l)`: l from the first element `equal?` to x, or false',
    search('member', equal),
  ),
  ...pure('memv', 2, 2, '`(memv x l)`: `member` by `eqv?`', search('memv', eqv)),
  ...pure(
    'memq',
    2,
    2,
    '`(memq x l)`: `member` by `eq?`',
    search('memq', (a, b) => a === b),
  ),
  ...pure('assv', 2, 2, '`(assv k pairs)`: `assoc` by `eqv?`', searchPairs('assv', eqv)),
  ...pure(
    'assq',
    2,
    2,
    '`(assq k pairs)`: `assoc` by `eq?`',
    searchPairs('assq', (a, b) => a === b),
  ),
  ...pure('list-ref', 2, 2, '`(list-ref l i)`: element i; outside is a range condition', (l, i) => {
    const items = list(l, 'list-ref');
    return isIndex(i, items.length) ? items.at(i) : failIndex('list-ref', i, items.length);
  }),
  ...pure('list-tail', 2, 2, '`(list-tail l n)`: without the first n, which must exist', tail),
  ...pure('list-copy', 1, 1, '`(list-copy l)`: a list that shares nothing with l', l => List.of(list(l, 'list-copy').toArray())),
  ...effect(['set-nth!', 'list-set!'], 3, 3, '`(set-nth! l i v)`: replaces element i of a list or vector; answers v', setNth),
  ...CXRS.flatMap(cxr),
  ...pure('list->vector', 1, 1, '`(list->vector l)`', l => list(l, 'list->vector').toArray()),
];
