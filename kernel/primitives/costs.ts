/**
 * What primitives make in one go, in bytes, as far as it follows from their arguments: announced before they run (`Kernel.charge`), so that
 * memory is refused before it is taken and long work comes to a checkpoint. Arguments are not checked yet: what is wrong costs nothing.
 */
import type { Kernel } from '../instance/kernel.ts';
import { Bytes } from '../values/bytes.ts';
import { HashTable } from '../values/hash-table.ts';
import { List } from '../values/list.ts';
import type { PrimitiveSpec } from '../values/primitive-spec.ts';
import type { Value } from '../values/procedure.ts';

type Cost = (a: Value, b: Value, c: Value) => number;

/** A slot of a list or vector. */
const SLOT = 8;
/** An entry of a dict or hash table. */
const ENTRY = 32;
/** Upper bounds that are seldom reached are work, not memory: they never ask for the limit. */
const WORK = 2 ** 20 - 1;

function size(v: Value): number {
  if (typeof v === 'string') return v.length;
  if (v instanceof List || Array.isArray(v)) return v.length * SLOT;
  if (v instanceof Map) return v.size * ENTRY;
  if (v instanceof HashTable) return v.map.size * ENTRY;
  return v instanceof Bytes ? v.length : 0;
}

const number = (v: Value): number => (typeof v === 'number' && v > 0 ? v : 0);
const units = (v: Value): number => (typeof v === 'string' ? v.length : 1);

/** As large as the arguments together. */
const copies: Cost = (a, b, c) => size(a) + size(b) + size(c);
/** As many slots as a number says. */
const slots: Cost = n => number(n) * SLOT;
/** A slot for each unit of a string. */
const exploded: Cost = s => (typeof s === 'string' ? s.length * SLOT : 0);

function range(a: Value, b: Value, step: Value): number {
  const span = b === undefined ? number(a) : Math.abs(Number(b) - Number(a));
  return number((span / (typeof step === 'number' ? Math.abs(step) : 1)) * SLOT);
}

/** Growing by one makes a table twice as large when it is full. */
const doubling =
  (entry: number): Cost =>
  c => {
    const n =
      c instanceof HashTable ? c.map.size : c instanceof Map ? c.size : Array.isArray(c) || c instanceof List ? c.length : 0;
    return n > GROWTH && (n & GROWTH) === GROWTH ? 2 * n * entry : 0;
  };
/** Tables ask each time they have grown by one more than this. */
export const GROWTH = 0xffff;

export const COSTS: Readonly<Record<string, Cost>> = {
  'make-list': slots,
  'make-vector': slots,
  iota: slots,
  repeat: (_, n) => slots(n, null, null),
  range,
  'vector-resize!': (v, n) => (Array.isArray(v) ? number(Number(n) - v.length) * SLOT : 0),
  'make-string': (n, fill) => number(n) * units(fill),
  'string-repeat': (s, n) => number(n) * units(s),
  'string-pad-left': (_, n) => number(n),
  'string-pad-right': (_, n) => number(n),
  'string-replace': (s, old, text) =>
    typeof s === 'string' ? Math.min(WORK, s.length + (s.length / Math.max(1, units(old))) * units(text)) : 0,
  'string-join': (a, b) => Math.min(WORK, size(a) + size(b)),
  'string->list': exploded,
  'string->vector': exploded,
  'string-split': exploded,
  'string->code-points': exploded,
  'bytes->list': b => size(b) * SLOT,
  'hash-set!': doubling(ENTRY),
  'dict-set!': doubling(ENTRY),
  'vector-push!': doubling(SLOT),
  'append!': doubling(SLOT),
  ...Object.fromEntries(
    [
      ...['append', 'into', 'list-copy', 'reverse', 'list->vector', 'vector->list', 'vector-append', 'vector-slice'],
      ...['vector-copy', 'vector-splice!', 'vector-unshift!', 'list->string', 'vector->string', 'zip', 'interleave', 'interpose'],
      ...[
        'code-points->string',
        'code-units->string',
        'chunk-every',
        'distinct',
        'keys',
        'vals',
        'entries',
        'merge',
        'dissoc',
        'list->dict',
        'zipmap',
      ],
      ...['hash-keys', 'hash-vals', 'hash->list', 'hash-copy', 'list->hash', 'bytes-append', 'list->bytes', 'bytes-slice'],
      ...['string->utf8', 'utf8->string', 'cons*', 'vector-index-of', 'string-reverse', 'equal?'],
    ].map(name => [name, copies]),
  ),
};

/** The rows, announcing what they make. Aliases share an implementation, and go on sharing it. */
export function announcing(kernel: Kernel, specs: readonly PrimitiveSpec[]): PrimitiveSpec[] {
  const announced = new Map<PrimitiveSpec['fn'], PrimitiveSpec['fn']>();
  for (const { name, fn, max } of specs) {
    const cost = COSTS[name];
    if (cost !== undefined) announced.set(fn, charged(kernel, cost, fn, max));
  }
  return specs.map(spec => ({ ...spec, fn: announced.get(spec.fn) ?? spec.fn }));
}

function charged(kernel: Kernel, cost: Cost, fn: PrimitiveSpec['fn'], max: number): PrimitiveSpec['fn'] {
  if (max >= 0 && max <= 3)
    return (a, b, c) => {
      kernel.charge(cost(a, b, c));
      return fn(a, b, c);
    };
  return (...args) => {
    let bytes = 0;
    for (let i = 0; i < args.length; i += 3) bytes += cost(args[i], args[i + 1], args[i + 2]);
    kernel.charge(bytes);
    return fn(...args);
  };
}
