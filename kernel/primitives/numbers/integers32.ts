/**
 * Integer operations on bits. The `int32-` family works modulo 2^32 like the host's operators and compiles to them.
 * The `bitwise-` family works on integers of up to 64 bits (exact below 2^53) and on bigints.
 */

import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { Value } from '../../values/procedure.ts';
import { failType, int, num } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { onNumber, onNumbers, pure } from '../rows.ts';
import { shifted } from './bigint-sizes.ts';

function binary32(
  name: string,
  doc: string,
  fn: (a: number, b: number) => number,
  op: (a: string, b: string) => string,
): PrimitiveSpec[] {
  return pure(name, 2, 2, `\`(${name} a b)\`: ${doc}`, (a, b) => fn(num(a, name), num(b, name)), onNumbers(op));
}

function unary32(name: string, doc: string, fn: (a: number) => number, op: (a: string) => string): PrimitiveSpec[] {
  return pure(name, 1, 1, `\`(${name} a)\`: ${doc}`, a => fn(num(a, name)), onNumber(op));
}

type Bits32 = (a: number, b: number) => number;
type BitsBig = (a: bigint, b: bigint) => bigint;

/** A bit operation on any mix of small integers, large integers and bigints (which must not mix with numbers). */
function wide(who: string, small: Bits32, large: BitsBig): (a: Value, b: Value) => Value {
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number' && (a | 0) === a && (b | 0) === b) return small(a, b);
    if (typeof a === 'bigint' || typeof b === 'bigint') {
      return typeof a === 'bigint' && typeof b === 'bigint'
        ? large(a, b)
        : failType(who, 'bigint', typeof a === 'bigint' ? b : a);
    }
    return Number(large(BigInt(int(a, who)), BigInt(int(b, who))));
  };
}

/** Inline form for two operands of 32 bits. */
function onSmall(op: string): NonNullable<PrimitiveSpec['inline']> {
  const fits = (a: string) => `typeof ${a} === "number" && (${a} | 0) === ${a}`;
  return ([a, b], slow) => `(${fits(a as string)} && ${fits(b as string)} ? ${a} ${op} ${b} : ${slow}(${a}, ${b}))`;
}

function variadic(who: string, unit: number, small: Bits32, large: BitsBig) {
  const op = wide(who, small, large);
  return (...args: Value[]): Value => {
    if (args.length === 2) return op(args[0], args[1]);
    // A single operand is combined with its own kind of unit, which checks its type.
    if (args.length === 1) return op(args[0], typeof args[0] === 'bigint' ? BigInt(unit) : unit);
    return args.reduce(op, unit);
  };
}

function shift(a: Value, by: Value): Value {
  const n = int(typeof by === 'bigint' ? Number(by) : by, 'arithmetic-shift');
  if (typeof a === 'bigint') return shifted('arithmetic-shift', a, BigInt(n));
  const v = int(a, 'arithmetic-shift');
  // Doubles scale exactly, so shifting is multiplying by a power of two; rounding down makes it arithmetic.
  return n >= 0 ? v * 2 ** n : Math.floor(v / 2 ** -n);
}

function bitCount(a: Value): number {
  const v = typeof a === 'bigint' ? a : BigInt(int(a, 'bit-count'));
  let n = 0;
  // As text: taking bit after bit off a number of millions of bits would have no end.
  for (const digit of (v < 0n ? ~v : v).toString(2)) if (digit === '1') n++;
  return n;
}

function integerLength(a: Value): number {
  const v = typeof a === 'bigint' ? a : BigInt(int(a, 'integer-length'));
  const magnitude = v < 0n ? ~v : v;
  return magnitude === 0n ? 0 : magnitude.toString(2).length;
}

export const integers32: PrimitiveFamily = () => [
  ...unary32(
    'int32',
    'a modulo 2^32, signed',
    a => a | 0,
    a => `${a} | 0`,
  ),
  ...unary32(
    'uint32',
    'a modulo 2^32, unsigned',
    a => a >>> 0,
    a => `${a} >>> 0`,
  ),
  ...binary32(
    'int32-and',
    'bits set in both',
    (a, b) => a & b,
    (a, b) => `${a} & ${b}`,
  ),
  ...binary32(
    'int32-or',
    'bits set in either',
    (a, b) => a | b,
    (a, b) => `${a} | ${b}`,
  ),
  ...binary32(
    'int32-xor',
    'bits set in one',
    (a, b) => a ^ b,
    (a, b) => `${a} ^ ${b}`,
  ),
  ...unary32(
    'int32-not',
    'all bits inverted',
    a => ~a,
    a => `~${a}`,
  ),
  ...binary32(
    'int32-shl',
    'a shifted left by b modulo 32',
    (a, b) => a << b,
    (a, b) => `${a} << ${b}`,
  ),
  ...binary32(
    'int32-sar',
    'a shifted right by b modulo 32, keeping the sign',
    (a, b) => a >> b,
    (a, b) => `${a} >> ${b}`,
  ),
  ...binary32(
    'uint32-shr',
    'unsigned a shifted right by b modulo 32',
    (a, b) => a >>> b,
    (a, b) => `${a} >>> ${b}`,
  ),
  ...binary32(
    'int32-add',
    'sum modulo 2^32, signed',
    (a, b) => (a + b) | 0,
    (a, b) => `(${a} + ${b}) | 0`,
  ),
  ...binary32(
    'int32-sub',
    'difference modulo 2^32, signed',
    (a, b) => (a - b) | 0,
    (a, b) => `(${a} - ${b}) | 0`,
  ),
  ...binary32('imul', 'product modulo 2^32, signed', Math.imul, (a, b) => `Math.imul(${a}, ${b})`),
  ...unary32('clz32', 'leading zero bits of the 32', Math.clz32, a => `Math.clz32(${a})`),
  ...unary32('fround', 'nearest single-precision number', Math.fround, a => `Math.fround(${a})`),
  ...pure(
    'int32?',
    1,
    1,
    '`(int32? x)`: a number that fits in 32 signed bits',
    x => typeof x === 'number' && (x | 0) === x,
    ([a]) => `(typeof ${a} === "number" && (${a} | 0) === ${a})`,
  ),
  ...pure(
    'bitwise-and',
    0,
    -1,
    '`(bitwise-and n …)`',
    variadic(
      'bitwise-and',
      -1,
      (a, b) => a & b,
      (a, b) => a & b,
    ),
    onSmall('&'),
    2,
  ),
  ...pure(
    ['bitwise-or', 'bitwise-ior'],
    0,
    -1,
    '`(bitwise-or n …)`',
    variadic(
      'bitwise-or',
      0,
      (a, b) => a | b,
      (a, b) => a | b,
    ),
    onSmall('|'),
    2,
  ),
  ...pure(
    'bitwise-xor',
    0,
    -1,
    '`(bitwise-xor n …)`',
    variadic(
      'bitwise-xor',
      0,
      (a, b) => a ^ b,
      (a, b) => a ^ b,
    ),
    onSmall('^'),
    2,
  ),
  ...pure('bitwise-not', 1, 1, '`(bitwise-not n)`', a => (typeof a === 'bigint' ? ~a : -int(a, 'bitwise-not') - 1)),
  ...pure('arithmetic-shift', 2, 2, '`(arithmetic-shift n by)`: left when `by` is positive', shift),
  ...pure('bit-count', 1, 1, '`(bit-count n)`: bits that differ from the sign', bitCount),
  ...pure('integer-length', 1, 1, '`(integer-length n)`: bits needed besides the sign', integerLength),
];
