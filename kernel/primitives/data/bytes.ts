/**
 * Bytes: fixed-size raw memory. `bytes-get-KIND` and `bytes-set-KIND!` read and write numbers at any offset, big-endian
 * unless the last argument is true; setting converts as the host does (modulo 2^n for integers).
 */
import type { Kernel } from '../../instance/kernel.ts';
import { Bytes } from '../../values/bytes.ts';
import { List } from '../../values/list.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { Value } from '../../values/procedure.ts';
import { big, count, elements, failIndex, failRange, failType, int, isIndex, num, range, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { fromFloat16, toFloat16 } from '../numbers/float16.ts';
import { effect, indexTest, member, pure } from '../rows.ts';

const MAX_LENGTH = 2 ** 31;

function bytes(v: Value, who: string): Bytes {
  return v instanceof Bytes ? v : failType(who, 'bytes', v);
}

/** Too much is a condition, not the end of the program: programs ask how much they can have. */
function make(kernel: Kernel, n: Value, fill: Value): Bytes {
  const size = count(n, 'make-bytes');
  if (size > MAX_LENGTH || (size >= 2 ** 20 && !kernel.memory.allows(size)))
    failRange('make-bytes', `length ${size} is too large`, [size]);
  kernel.charge(Math.min(size, 2 ** 20 - 1));
  const b = Bytes.ofLength(size);
  if (fill !== undefined) b.u8.fill(num(fill, 'make-bytes'));
  return b;
}

interface Kind {
  name: string;
  size: number;
  get(view: DataView, at: number, little: boolean): Value;
  set(view: DataView, at: number, value: Value, little: boolean): void;
}

type Accessor = 'Int8' | 'Uint8' | 'Int16' | 'Uint16' | 'Int32' | 'Uint32' | 'Float32' | 'Float64';

const plain = (name: Accessor, size: number): Kind => ({
  name: name.toLowerCase(),
  size,
  get: (view, at, little) => view[`get${name}`](at, little),
  set: (view, at, value, little) => view[`set${name}`](at, num(value, `bytes-set-${name.toLowerCase()}!`), little),
});

const KINDS: readonly Kind[] = [
  plain('Int8', 1),
  plain('Uint8', 1),
  plain('Int16', 2),
  plain('Uint16', 2),
  plain('Int32', 4),
  plain('Uint32', 4),
  plain('Float32', 4),
  plain('Float64', 8),
  {
    name: 'float16',
    size: 2,
    get: (view, at, little) => fromFloat16(view.getUint16(at, little)),
    set: (view, at, value, little) => view.setUint16(at, toFloat16(num(value, 'bytes-set-float16!')), little),
  },
  {
    name: 'bigint64',
    size: 8,
    get: (view, at, little) => view.getBigInt64(at, little),
    set: (view, at, value, little) => view.setBigInt64(at, big(value, 'bytes-set-bigint64!'), little),
  },
  {
    name: 'biguint64',
    size: 8,
    get: (view, at, little) => view.getBigUint64(at, little),
    set: (view, at, value, little) => view.setBigUint64(at, big(value, 'bytes-set-biguint64!'), little),
  },
];

function typed({ name, size, get, set }: Kind): PrimitiveSpec[] {
  const getter = `bytes-get-${name}`;
  const setter = `bytes-set-${name}!`;
  // One comparison covers fractions, negatives and the upper bound.
  const offset = (b: Bytes, at: Value, who: string): number =>
    isIndex(at, b.length - size + 1) ? at : failIndex(who, at, Math.max(0, b.length - size + 1));
  return [
    ...pure(getter, 2, 3, `\`(${getter} b offset little?)\``, (b, at, little) =>
      get(bytes(b, getter).view, offset(b, at, getter), little === true),
    ),
    ...effect(setter, 3, 4, `\`(${setter} b offset x little?)\`: answers x`, (b, at, x, little) => {
      set(bytes(b, setter).view, offset(b, at, setter), x, little === true);
      return x;
    }),
  ];
}

function copyInto(to: Value, at: Value, from: Value, start: Value, end: Value): Bytes {
  const target = bytes(to, 'bytes-copy!');
  const source = bytes(from, 'bytes-copy!');
  const [s, e] = range(start, end, source.length, 'bytes-copy!');
  const offset = count(at, 'bytes-copy!');
  if (offset + e - s > target.length)
    failRange('bytes-copy!', `range [${offset}, ${offset + e - s}) outside [0, ${target.length})`);
  target.u8.set(source.u8.subarray(s, e), offset);
  return target;
}

const inside = (b: string, i: string): string => `${b} instanceof Bytes && ${indexTest(i, `${member(b)}.u8.length`)}`;

export const bytesFamily: PrimitiveFamily = kernel => [
  ...effect(['make-bytes', 'make-bytevector'], 1, 2, '`(make-bytes n fill?)`: n bytes, zero unless told otherwise', (n, fill) =>
    make(kernel, n, fill),
  ),
  ...pure(
    ['bytes', 'bytevector'],
    0,
    -1,
    '`(bytes n …)`',
    (...items) => new Bytes(Uint8Array.from(items.map(n => int(n, 'bytes')))),
  ),
  ...pure(['bytes-length', 'bytevector-length'], 1, 1, '`(bytes-length b)`', b => bytes(b, 'bytes-length').length),
  ...pure(
    ['bytes-ref', 'bytevector-u8-ref'],
    2,
    2,
    '`(bytes-ref b i)`: byte i, 0 to 255',
    (b, i) => {
      const { u8 } = bytes(b, 'bytes-ref');
      return isIndex(i, u8.length) ? u8[i] : failIndex('bytes-ref', i, u8.length);
    },
    ([b, i], slow) => `(${inside(b!, i!)} ? ${member(b!)}.u8[${i}] : ${slow}(${b}, ${i}))`,
  ),
  ...effect(
    ['bytes-set!', 'bytevector-u8-set!'],
    3,
    3,
    '`(bytes-set! b i n)`: n modulo 256; answers n',
    (b, i, n) => {
      const { u8 } = bytes(b, 'bytes-set!');
      if (!isIndex(i, u8.length)) failIndex('bytes-set!', i, u8.length);
      u8[i] = num(n, 'bytes-set!');
      return n;
    },
    ([b, i, n], slow) =>
      `(${inside(b!, i!)} && typeof ${n} === "number" ? (${member(b!)}.u8[${i}] = ${n}) : ${slow}(${b}, ${i}, ${n}))`,
  ),
  ...pure(['bytes-slice', 'bytevector-copy'], 1, 3, '`(bytes-slice b start? end?)`: a copy of the part', (b, start, end) => {
    const [s, e] = range(start, end, bytes(b, 'bytes-slice').length, 'bytes-slice');
    return new Bytes(b.u8.slice(s, e));
  }),
  ...effect(['bytes-copy!', 'bytevector-copy!'], 3, 5, '`(bytes-copy! to at from start? end?)`: answers to', copyInto),
  ...effect('bytes-fill!', 2, 4, '`(bytes-fill! b n start? end?)`: answers b', (b, n, start, end) => {
    const [s, e] = range(start, end, bytes(b, 'bytes-fill!').length, 'bytes-fill!');
    b.u8.fill(num(n, 'bytes-fill!'), s, e);
    return b;
  }),
  ...pure(['bytes-append', 'bytevector-append'], 0, -1, '`(bytes-append b …)`', (...all) => {
    const out = Bytes.ofLength(all.reduce((n: number, b) => n + bytes(b, 'bytes-append').length, 0));
    let at = 0;
    for (const b of all) {
      out.u8.set(b.u8, at);
      at += b.length;
    }
    return out;
  }),
  ...pure('bytes->list', 1, 1, '`(bytes->list b)`', b => List.of([...bytes(b, 'bytes->list').u8])),
  ...pure(
    'list->bytes',
    1,
    1,
    '`(list->bytes l)`',
    l => new Bytes(Uint8Array.from(elements(l, 'list->bytes').map(n => int(n, 'list->bytes')))),
  ),
  ...pure('string->utf8', 1, 3, '`(string->utf8 s start? end?)`', (s, a, b) => {
    const [start, end] = range(a, b, str(s, 'string->utf8').length, 'string->utf8');
    return new Bytes(new TextEncoder().encode(s.slice(start, end)));
  }),
  ...pure('utf8->string', 1, 3, '`(utf8->string b start? end?)`: malformed bytes become U+FFFD', (b, start, end) => {
    const [s, e] = range(start, end, bytes(b, 'utf8->string').length, 'utf8->string');
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(b.u8.subarray(s, e));
  }),
  ...pure('bytes->latin1', 1, 3, '`(bytes->latin1 b start? end?)`: a string of one code unit for each byte', (b, start, end) => {
    const [s, e] = range(start, end, bytes(b, 'bytes->latin1').length, 'bytes->latin1');
    let out = '';
    // The host takes only so many arguments.
    for (let i = s; i < e; i += 8192) out += String.fromCharCode(...b.u8.subarray(i, Math.min(e, i + 8192)));
    return out;
  }),
  ...pure('latin1->bytes', 1, 1, '`(latin1->bytes s)`: the opposite; code units above 255 are cut to 8 bits', s => {
    const text = str(s, 'latin1->bytes');
    const u8 = new Uint8Array(text.length);
    for (let i = 0; i < u8.length; i++) u8[i] = text.charCodeAt(i);
    return new Bytes(u8);
  }),
  ...pure('f16round', 1, 1, '`(f16round x)`: nearest half-precision number', x => fromFloat16(toFloat16(num(x, 'f16round')))),
  ...KINDS.flatMap(typed),
];
