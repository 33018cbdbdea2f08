/**
 * All numeric primitives on the values at the edges, against what exact arithmetic says: integers by bigints, everything else by the rules of
 * IEEE 754. No integer operation answers -0. The inline forms of compiled code answer the same (`inline.test.ts` compares the rest).
 */
import { describe, expect, it } from 'vitest';
import { Bench } from '../../testing/primitives.ts';
import { Raise } from '../../values/condition.ts';
import { Multiple } from '../../values/multiple.ts';
import type { Value } from '../../values/procedure.ts';

const bench = new Bench();

function call(name: string, ...args: Value[]): Value {
  try {
    const v = bench.kernel.base.lookup(name)?.v(...args);
    return v instanceof Multiple ? v.items : v;
  } catch (e) {
    if (e instanceof Raise) return 'raised';
    throw e;
  }
}

const B53 = 2 ** 53;
const INTEGERS = [
  0,
  1,
  -1,
  2,
  -2,
  3,
  -4,
  7,
  10,
  255,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  B53 - 1,
  B53,
  B53 + 2,
  -B53 - 2,
  1e17,
  -1e17,
  2 ** 70,
  1e300,
];
const OTHERS = [0.5, -0.5, 1.5, 2.5, -2.5, 1e-320, 0.1, -1e308, Infinity, -Infinity, NaN];
const ALL = [...INTEGERS, ...OTHERS, -0];

/** The double nearest to an integer; there is one zero. */
const nearest = (n: bigint): number => Number(n);

const pairs = (xs: readonly number[]): [number, number][] => xs.flatMap(a => xs.map(b => [a, b] as [number, number]));

const floorDivide = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** Of two integers. */
const EXACT: Record<string, (a: bigint, b: bigint) => bigint | null> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  quotient: (a, b) => (b === 0n ? null : a / b),
  remainder: (a, b) => (b === 0n ? null : a % b),
  modulo: (a, b) => (b === 0n ? null : a - b * floorDivide(a, b)),
  'truncate-quotient': (a, b) => (b === 0n ? null : a / b),
  'truncate-remainder': (a, b) => (b === 0n ? null : a % b),
  'floor-quotient': (a, b) => (b === 0n ? null : floorDivide(a, b)),
  'floor-remainder': (a, b) => (b === 0n ? null : a - b * floorDivide(a, b)),
  max: (a, b) => (a > b ? a : b),
  min: (a, b) => (a < b ? a : b),
  gcd,
  lcm: (a, b) => (a === 0n || b === 0n ? 0n : ((a < 0n ? -a : a) / gcd(a, b)) * (b < 0n ? -b : b)),
};

/** Of one integer. */
const EXACT_UNARY: Record<string, (a: bigint) => bigint> = {
  '-': a => -a,
  '+': a => a,
  '*': a => a,
  abs: a => (a < 0n ? -a : a),
  inc: a => a + 1n,
  dec: a => a - 1n,
  square: a => a * a,
  floor: a => a,
  ceiling: a => a,
  truncate: a => a,
  round: a => a,
  exact: a => a,
};

describe('integers', () => {
  it.each(Object.keys(EXACT))('(%s a b)', name => {
    for (const [a, b] of pairs(INTEGERS)) {
      const exact = EXACT[name]?.(BigInt(a), BigInt(b)) ?? null;
      expect([name, a, b, call(name, a, b)]).toEqual([name, a, b, exact === null ? 'raised' : nearest(exact)]);
    }
  });

  it.each(Object.keys(EXACT_UNARY))('(%s a)', name => {
    for (const a of INTEGERS)
      expect([name, a, call(name, a)]).toEqual([name, a, nearest((EXACT_UNARY[name] as (a: bigint) => bigint)(BigInt(a)))]);
  });

  it.each([
    ['floor/', floorDivide],
    ['truncate/', (a: bigint, b: bigint) => a / b],
  ] as const)('(%s a b)', (name, divide) => {
    for (const [a, b] of pairs(INTEGERS)) {
      const [m, n] = [BigInt(a), BigInt(b)];
      const expected = b === 0 ? 'raised' : [divide(m, n), m - n * divide(m, n)].map(nearest);
      expect([a, b, call(name, a, b)]).toEqual([a, b, expected]);
    }
  });

  it('(exact-integer-sqrt n) is exact or refused', () => {
    for (const n of [...INTEGERS, 2 ** 119, 2 ** 104, 2 ** 106 - 2 ** 53, 4503599761588224, 4503599761588223]) {
      const got = call('exact-integer-sqrt', n);
      if (got === 'raised') {
        expect(n < 0 || n > B53).toBe(true);
        continue;
      }
      const [s, r] = got.map(BigInt);
      expect([n, s * s + r === BigInt(n), (s + 1n) * (s + 1n) > BigInt(n), r >= 0n]).toEqual([n, true, true, true]);
    }
    expect(call('exact-integer-sqrt', 2n ** 119n)).toEqual([815238614083298888n, 2n ** 119n - 815238614083298888n ** 2n]);
    expect(call('exact-integer-sqrt', 17n)).toEqual([4n, 1n]);
    expect(call('exact-integer-sqrt', -1n)).toBe('raised');
  });
});

describe('doubles', () => {
  const same = (name: string, args: number[], got: Value, ieee: number): void =>
    expect([name, ...args, got]).toEqual([name, ...args, ieee]);

  it.each([
    ['+', (a: number, b: number) => a + b],
    ['-', (a: number, b: number) => a - b],
    ['*', (a: number, b: number) => a * b + 0],
    ['/', (a: number, b: number) => a / b + 0],
    ['rem', (a: number, b: number) => (a % b) + 0],
    ['fl*', (a: number, b: number) => a * b],
    ['fl/', (a: number, b: number) => a / b],
    ['flremainder', (a: number, b: number) => a % b],
    ['max', Math.max],
    ['min', Math.min],
  ] as const)('(%s a b) as IEEE 754 has it', (name, ieee) => {
    for (const [a, b] of pairs(ALL)) same(name, [a, b], call(name, a, b), ieee(a, b));
  });

  it('only what is named after IEEE 754 or is given -0 answers it', () => {
    const operands = ALL.filter(x => !Object.is(x, -0));
    const generic =
      `+ - * / rem mod quot quotient remainder modulo truncate-quotient truncate-remainder floor-quotient floor-remainder max min
      pow expt gcd lcm square abs inc dec floor ceiling ceil truncate round exact inexact sqrt number->string string->number clamp`.split(
        /\s+/,
      );
    const found: string[] = [];
    for (const name of generic) {
      const spec = bench.kernel.base.lookup(name)?.v.primitive;
      const tuples = spec.min === 3 ? [[-0.5, -1, 0]] : spec.min === 2 || spec.max < 0 ? pairs(operands) : operands.map(x => [x]);
      for (const args of [...tuples, ...(spec.min === 1 ? operands.map(x => [x]) : [])]) {
        if (Object.is(call(name, ...args), -0)) found.push(`(${name} ${args.join(' ')})`);
      }
    }
    expect(found).toEqual([]);
  });

  it('rounding takes ties to even and stays in place beyond 2^52', () => {
    const rows: [number, number][] = [
      [0.5, 0],
      [1.5, 2],
      [2.5, 2],
      [-0.5, 0],
      [-1.5, -2],
      [-2.5, -2],
      [0.49999999999999994, 0],
      [4503599627370495.5, 4503599627370496],
      [B53 + 2, B53 + 2],
      [Infinity, Infinity],
    ];
    for (const [x, rounded] of rows) expect([x, call('round', x)]).toEqual([x, rounded]);
  });

  it('bigints and numbers do not mix', () => {
    for (const name of ['+', '-', '*', '/', '<', '>', '<=', '>=', 'max', 'min', 'pow']) {
      expect([name, call(name, 1n, 1)]).toEqual([name, 'raised']);
      expect([name, call(name, 1, 1n)]).toEqual([name, 'raised']);
    }
  });
});

describe('numbers as text', () => {
  it('read back as what they were', () => {
    for (const x of ALL) expect(call('string->number', call('number->string', x))).toBe(x);
    for (const radix of [2, 8, 16, 36]) {
      for (const x of INTEGERS)
        expect([radix, call('string->number', call('number->string', x, radix), radix)]).toEqual([radix, x]);
    }
  });

  it.each<[string, number | null, number?]>([
    ['#xff', 255],
    ['#XFF', 255],
    ['#x-1A', -26],
    ['#b101', 5],
    ['#o17', 15],
    ['#d10', 10],
    ['#e#x10', 16],
    ['#x#e10', 16],
    ['#i1', 1],
    ['#e1.0', 1],
    ['#e1.5', null],
    ['#e+inf.0', null],
    ['#x#x1', null],
    ['#e#i1', null],
    ['#xfg', null],
    ['#b2', null],
    ['#x', null],
    ['#', null],
    ['#y1', null],
    ['#xff', 255, 10],
    ['#d10', 10, 16],
    ['ff', 255, 16],
    ['-FF', -255, 16],
    ['a/2', 5, 16],
    ['1.5', null, 16],
    ['1e1', 481, 16],
    ['zz', 1295, 36],
    ['102', null, 2],
    ['+inf.0', Infinity, 16],
    [' 1', null],
    ['1 ', null],
    ['\t1', null],
    ['', null],
    ['+', null],
    ['-', null],
    ['.', null],
    ['1.', 1],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['+.5e1', 5],
    ['1e', null],
    ['e1', null],
    ['1e400', Infinity],
    ['1e-400', 0],
    ['-0', 0],
    ['-0.0', -0],
    ['-0/5', 0],
    ['1/4', 0.25],
    ['-1/4', -0.25],
    ['1/0', null],
    ['1/-4', null],
    ['1/2/3', null],
    ['1_000', null],
    ['0x10', null],
    ['12n', null],
    ['Infinity', null],
    ['NaN', null],
    ['inf', null],
    ['+nan.0', NaN],
    ['-nan.0', NaN],
    ['--1', null],
    ['1+1', null],
    ['١', null],
    ['9007199254740993', 9007199254740992],
    ['#x20000000000001', 9007199254740992],
    ['#x20000000000003', 9007199254740996],
  ])('(string->number %j) is %j', (text, value, radix) => {
    expect(radix === undefined ? call('string->number', text) : call('string->number', text, radix)).toBe(value);
  });
});
