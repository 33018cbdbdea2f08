/** Vectors: mutable arrays, the host's own. They never have holes: growing fills with nil. */

import { equal } from '../../values/equality.ts';
import { List } from '../../values/list.ts';
import type { Value } from '../../values/procedure.ts';
import { count, elements, failIndex, failRange, failType, int, isIndex, num, range, relativeRange, vec } from '../check.ts';
import { GROWTH } from '../costs.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect, indexTest, member, pure } from '../rows.ts';

/** The host's arrays stop being arrays beyond this; long before, memory does. */
const MAX_LENGTH = 2 ** 27;

function size(n: Value, who: string): number {
  const k = count(n, who);
  return k <= MAX_LENGTH ? k : failRange(who, `length ${k} is too large`, [k]);
}

function ref(v: Value, i: Value): Value {
  const a = vec(v, 'vector-ref');
  return isIndex(i, a.length) ? a[i] : failIndex('vector-ref', i, a.length);
}

function set(v: Value, i: Value, x: Value): Value {
  const a = vec(v, 'vector-set!');
  return isIndex(i, a.length) ? (a[i] = x) : failIndex('vector-set!', i, a.length);
}

function resize(v: Value, n: Value, fill: Value): Value {
  const a = vec(v, 'vector-resize!');
  const k = size(n, 'vector-resize!');
  if (k < a.length) a.length = k;
  while (a.length < k) a.push(fill ?? null);
  return a;
}

/** `(vector-splice! v start remove list?)`: as a new vector, what was removed. */
function splice(v: Value, start: Value, remove: Value, items: Value): Value[] {
  const a = vec(v, 'vector-splice!');
  const at = Math.max(0, Math.min(int(start, 'vector-splice!'), a.length));
  const n = Math.max(0, Math.min(remove === undefined ? a.length : int(remove, 'vector-splice!'), a.length - at));
  const added = items === undefined ? [] : elements(items, 'vector-splice!');
  if (added.length < 1000) return a.splice(at, n, ...added);
  const removed = a.slice(at, at + n);
  const behind = a.slice(at + n);
  a.length = at;
  for (const x of added) a.push(x);
  for (const x of behind) a.push(x);
  return removed;
}

/** R7RS `vector-copy!`: the source may be the target. */
function copyInto(to: Value, at: Value, from: Value, start: Value, end: Value): Value {
  const target = vec(to, 'vector-copy!');
  const source = vec(from, 'vector-copy!');
  const [s, e] = range(start, end, source.length, 'vector-copy!');
  const offset = count(at, 'vector-copy!');
  if (offset + e - s > target.length)
    failRange('vector-copy!', `range [${offset}, ${offset + e - s}) outside [0, ${target.length})`);
  const items = source === target ? source.slice(s, e) : source;
  const shift = source === target ? 0 : s;
  for (let i = 0; i < e - s; i++) target[offset + i] = items[shift + i];
  return target;
}

function indexOf(v: Value, x: Value, from: Value): number {
  const a = vec(v, 'vector-index-of');
  const start = from === undefined ? 0 : Math.max(0, num(from, 'vector-index-of'));
  for (let i = start; i < a.length; i++) if (a[i] === x || equal(a[i], x)) return i;
  return -1;
}

const inside = (v: string, i: string): string => `isArray(${v}) && ${indexTest(i, `${member(v)}.length`)}`;

export const vectors: PrimitiveFamily = () => [
  ...pure('vector', 0, -1, '`(vector x …)`: a fresh vector', (...items) => items),
  ...pure('make-vector', 1, 2, '`(make-vector n fill?)`: n times fill (nil)', (n, fill) => {
    const k = size(n, 'make-vector');
    const value = fill ?? null;
    // Short arrays grown by push keep the host's packed representation, which is faster to read.
    if (k > 4096) return new Array(k).fill(value);
    const a: Value[] = [];
    for (let i = 0; i < k; i++) a.push(value);
    return a;
  }),
  ...pure(
    'vector-ref',
    2,
    2,
    '`(vector-ref v i)`: element i; outside is a range condition',
    ref,
    ([v, i], slow) => `(${inside(v!, i!)} ? ${member(v!)}[${i}] : ${slow}(${v}, ${i}))`,
  ),
  ...effect(
    'vector-set!',
    3,
    3,
    '`(vector-set! v i x)`: replaces element i; answers x',
    set,
    ([v, i, x], slow) => `(${inside(v!, i!)} ? (${member(v!)}[${i}] = ${x}) : ${slow}(${v}, ${i}, ${x}))`,
  ),
  ...pure(
    'vector-length',
    1,
    1,
    '`(vector-length v)`',
    v => vec(v, 'vector-length').length,
    ([v], slow) => `(isArray(${v}) ? ${member(v!)}.length : ${slow}(${v}))`,
  ),
  ...effect(
    'vector-push!',
    2,
    2,
    '`(vector-push! v x)`: adds an element at the end; answers the new length',
    (v, x) => {
      const a = vec(v, 'vector-push!');
      if (a.length >= MAX_LENGTH) failRange('vector-push!', `length ${a.length} is the greatest`);
      return a.push(x);
    },
    ([v, x], slow) =>
      `(isArray(${v}) && (${member(v!)}.length & ${GROWTH}) !== ${GROWTH} ? ${member(v!)}.push(${x}) : ${slow}(${v}, ${x}))`,
  ),
  ...effect(
    'vector-pop!',
    1,
    1,
    '`(vector-pop! v)`: removes the last element and answers it; nil if empty',
    v => vec(v, 'vector-pop!').pop() ?? null,
    ([v], slow) => `(isArray(${v}) && ${member(v!)}.length > 0 ? ${member(v!)}.pop() : ${slow}(${v}))`,
  ),
  ...effect(
    'vector-shift!',
    1,
    1,
    '`(vector-shift! v)`: removes the first element and answers it; nil if empty',
    v => vec(v, 'vector-shift!').shift() ?? null,
  ),
  ...effect(
    'vector-unshift!',
    2,
    -1,
    '`(vector-unshift! v x …)`: adds elements in front; answers the new length',
    (v, ...items) => vec(v, 'vector-unshift!').unshift(...items),
  ),
  ...pure('vector-slice', 1, 3, '`(vector-slice v start? end?)`: fresh vector; negative bounds count from the end', (v, a, b) => {
    const [start, end] = relativeRange(a, b, vec(v, 'vector-slice').length, 'vector-slice');
    return v.slice(start, end);
  }),
  ...effect(
    'vector-splice!',
    2,
    4,
    '`(vector-splice! v start remove? items?)`: removes elements, puts the items of a list in their place; answers a vector of the removed',
    splice,
  ),
  ...effect('vector-fill!', 2, 4, '`(vector-fill! v x start? end?)`: answers v', (v, x, a, b) => {
    const [start, end] = range(a, b, vec(v, 'vector-fill!').length, 'vector-fill!');
    return v.fill(x, start, end);
  }),
  ...pure('vector-copy', 1, 3, '`(vector-copy v start? end?)`: fresh vector; bounds must lie inside v', (v, a, b) => {
    const [start, end] = range(a, b, vec(v, 'vector-copy').length, 'vector-copy');
    return v.slice(start, end);
  }),
  ...effect('vector-copy!', 3, 5, '`(vector-copy! to at from start? end?)`: answers to', copyInto),
  ...pure('vector-append', 0, -1, '`(vector-append v …)`: fresh vector of all elements', (...vs) =>
    ([] as Value[]).concat(...vs.map(v => vec(v, 'vector-append'))),
  ),
  ...effect('vector-resize!', 2, 3, '`(vector-resize! v n fill?)`: cut, or filled up with fill (nil); answers v', resize),
  ...pure('vector-index-of', 2, 3, '`(vector-index-of v x from?)`: index of an element `equal?` to x, or -1', indexOf),
  ...effect('vector-reverse!', 1, 1, '`(vector-reverse! v)`: answers v', v => vec(v, 'vector-reverse!').reverse()),
  ...effect('vector-swap!', 3, 3, '`(vector-swap! v i j)`: answers v', (v, i, j) => {
    const held = ref(v, i);
    set(v, i, ref(v, j));
    set(v, j, held);
    return v;
  }),
  ...pure('vector-first', 1, 1, '`(vector-first v)`: nil if empty', v => vec(v, 'vector-first')[0] ?? null),
  ...pure('vector-last', 1, 1, '`(vector-last v)`: nil if empty', v => vec(v, 'vector-last').at(-1) ?? null),
  ...pure('vector->list', 1, 3, '`(vector->list v start? end?)`', (v, a, b) => {
    if (!Array.isArray(v)) return v instanceof List ? v : failType('vector->list', 'vector', v);
    const [start, end] = range(a, b, v.length, 'vector->list');
    return List.of(v.slice(start, end));
  }),
];
