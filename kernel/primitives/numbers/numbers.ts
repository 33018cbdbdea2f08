/**
 * Arithmetic and comparison. Numbers are IEEE doubles; the generic operators also work on bigints as long as all
 * operands are bigints. Anything else is the condition `Expected number, got TYPE`.
 */
import { fail } from '../../values/condition.ts';
import { Multiple } from '../../values/multiple.ts';
import type { Value } from '../../values/procedure.ts';
import { typeName } from '../../values/type-name.ts';
import { failRange, int, num } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { onNumber, onNumbers, pure } from '../rows.ts';
import { power, sized } from './bigint-sizes.ts';

/** Two operands that are not both numbers: both bigints, or an error that names the odd one out. */
export function bothBig(a: Value, b: Value): boolean {
  if (typeof a === 'bigint' && typeof b === 'bigint') return true;
  const odd = typeof a === 'number' || (typeof a === 'bigint' && typeof b !== 'number') ? b : a;
  return fail(`Expected number, got ${typeName(odd)}`, [odd], 'type');
}

/** A number or bigint, or an error. */
export function numeric(a: Value): Value {
  return typeof a === 'number' || typeof a === 'bigint' ? a : fail(`Expected number, got ${typeName(a)}`, [a], 'type');
}

const isNumber = (a: Value, b: Value): boolean => typeof a === 'number' && typeof b === 'number';
const divideBig = (a: bigint, b: bigint): bigint => (b === 0n ? failRange('/', 'division by zero') : a / b);

// Generic code over numbers or bigints: the host operators are the same, the checker needs to be told.
const add = (a: Value, b: Value): Value => (isNumber(a, b) || bothBig(a, b) ? a + b : 0);
const subtract = (a: Value, b: Value): Value => (isNumber(a, b) || bothBig(a, b) ? a - b : 0);
const multiply = (a: Value, b: Value): Value => (isNumber(a, b) ? a * b + 0 : bothBig(a, b) ? sized('*', (a as bigint) * b) : 0);
const divide = (a: Value, b: Value): Value => (isNumber(a, b) ? a / b + 0 : bothBig(a, b) ? divideBig(a, b) : 0);
const less = (a: Value, b: Value): boolean => (isNumber(a, b) || bothBig(a, b)) && a < b;
const lessEqual = (a: Value, b: Value): boolean => (isNumber(a, b) || bothBig(a, b)) && a <= b;

/** An operator on any number of operands from one on two. Reads `arguments` so that the usual calls build no array. */
function fold(op: (a: Value, b: Value) => Value, none: () => Value, one: (a: Value) => Value) {
  return function (a: Value, b: Value, c: Value): Value {
    switch (arguments.length) {
      case 0:
        return none();
      case 1:
        return one(a);
      case 2:
        return op(a, b);
      case 3:
        return op(op(a, b), c);
    }
    let result = op(op(a, b), c);
    for (let i = 3; i < arguments.length; i++) result = op(result, arguments[i]);
    return result;
  } as (...args: Value[]) => Value;
}

/** True if `test` holds between all neighbours; every operand is checked, also behind a false pair. */
function chain(test: (a: Value, b: Value) => boolean, args: readonly Value[]): boolean {
  if (args.length === 1) numeric(args[0]);
  let holds = true;
  for (let i = 1; i < args.length; i++) if (!test(args[i - 1], args[i])) holds = false;
  return holds;
}

/** Floored remainder: the sign of the divisor. */
export function floorMod(a: number, b: number): number {
  const r = a % b;
  return (r !== 0 && r < 0 !== b < 0 ? r + b : r) + 0;
}

/** Nearest integer, ties to even. */
export function roundEven(x: number): number {
  const f = Math.floor(x);
  const d = x - f;
  if (d < 0.5) return f;
  if (d > 0.5) return f + 1;
  return d === 0.5 ? (f % 2 === 0 ? f : f + 1) : x;
}

/** Truncated quotient of integers: beyond 2^53 the host's division may round up to the next one. */
function quotient(a: number, b: number): number {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) ? Math.trunc(a / b) + 0 : Number(BigInt(a) / BigInt(b));
}

function floorQuotient(a: number, b: number): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return Math.floor(a / b) + 0;
  const [m, n] = [BigInt(a), BigInt(b)];
  return Number(m / n - (m % n !== 0n && m < 0n !== n < 0n ? 1n : 0n));
}

function divisor(v: Value, who: string): number {
  return int(v, who) === 0 ? failRange(who, 'division by zero') : v;
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
}

/** The largest s with s * s <= n, by Newton's method from above. */
function rootOf(n: bigint): bigint {
  if (n < 2n) return n;
  let s = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const t = (s + n / s) >> 1n;
    if (t >= s) return s;
    s = t;
  }
}

/** Of a bigint, bigints; of a number, numbers if both are among the doubles. */
function integerSqrt(n: Value): Multiple {
  const who = 'exact-integer-sqrt';
  const exact = typeof n === 'bigint' ? n : BigInt(int(n, who));
  if (exact < 0n) failRange(who, `expected a count, got ${n}`, [n]);
  const root = rootOf(exact);
  const parts = [root, exact - root * root];
  if (typeof n === 'bigint') return new Multiple(parts);
  const numbers = parts.map(Number);
  if (numbers.some((x, i) => BigInt(x) !== parts[i])) {
    failRange(who, `the root of ${n} and what is left are no doubles; take the root of the bigint`, [n]);
  }
  return new Multiple(numbers);
}

function extremum(who: string, pick: (a: number, b: number) => number) {
  return (...args: Value[]): number => {
    let best = num(args[0], who);
    for (let i = 1; i < args.length; i++) best = pick(best, num(args[i], who));
    return best;
  };
}

/** A rounding function yields an integer, so it never answers -0. */
const rounding = (who: string, f: (x: number) => number) => (x: Value) => f(num(x, who)) + 0;

export const arithmetic: PrimitiveFamily = () => [
  ...pure(
    '+',
    0,
    -1,
    '`(+ a …)`: sum; 0 without arguments',
    fold(add, () => 0, numeric),
    onNumbers((a, b) => `${a} + ${b}`),
    2,
  ),
  ...pure(
    '-',
    1,
    -1,
    '`(- a)`: negation; `(- a b …)`: difference',
    fold(
      subtract,
      () => 0,
      a => (typeof a === 'number' ? 0 - a : -numeric(a)),
    ),
    onNumbers((a, b) => `${a} - ${b}`),
    2,
  ),
  ...pure(
    '*',
    0,
    -1,
    '`(* a …)`: product; 1 without arguments',
    fold(multiply, () => 1, numeric),
    onNumbers((a, b) => `${a} * ${b} + 0`),
    2,
  ),
  ...pure(
    '/',
    1,
    -1,
    '`(/ a)`: reciprocal; `(/ a b …)`: quotient; bigints truncate',
    fold(
      divide,
      () => 1,
      a => divide(typeof a === 'bigint' ? 1n : 1, a),
    ),
    onNumbers((a, b) => `${a} / ${b} + 0`),
    2,
  ),
  ...pure(
    '<',
    1,
    -1,
    '`(< a b …)`: strictly increasing',
    (...args) => (args.length === 2 ? less(args[0], args[1]) : chain(less, args)),
    onNumbers((a, b) => `${a} < ${b}`),
    2,
  ),
  ...pure(
    '>',
    1,
    -1,
    '`(> a b …)`: strictly decreasing',
    (...args) => (args.length === 2 ? less(args[1], args[0]) : chain((a, b) => less(b, a), args)),
    onNumbers((a, b) => `${a} > ${b}`),
    2,
  ),
  ...pure(
    '<=',
    1,
    -1,
    '`(<= a b …)`: never decreasing',
    (...args) => (args.length === 2 ? lessEqual(args[0], args[1]) : chain(lessEqual, args)),
    onNumbers((a, b) => `${a} <= ${b}`),
    2,
  ),
  ...pure(
    '>=',
    1,
    -1,
    '`(>= a b …)`: never increasing',
    (...args) => (args.length === 2 ? lessEqual(args[1], args[0]) : chain((a, b) => lessEqual(b, a), args)),
    onNumbers((a, b) => `${a} >= ${b}`),
    2,
  ),
  ...pure(
    'inc',
    1,
    1,
    '`(inc x)`: x + 1',
    x => (typeof x === 'bigint' ? x + 1n : numeric(x) + 1),
    onNumber(a => `${a} + 1`),
  ),
  ...pure(
    'dec',
    1,
    1,
    '`(dec x)`: x - 1',
    x => (typeof x === 'bigint' ? x - 1n : numeric(x) - 1),
    onNumber(a => `${a} - 1`),
  ),
  ...pure(
    'abs',
    1,
    1,
    '`(abs x)`: magnitude',
    x => (typeof x === 'bigint' ? (x < 0n ? -x : x) : Math.abs(numeric(x))),
    onNumber(a => `Math.abs(${a})`),
  ),
  ...pure(
    'mod',
    2,
    2,
    '`(mod a b)`: remainder with the sign of b',
    (a, b) => floorMod(num(a, 'mod'), num(b, 'mod')),
    ([a, b], slow) =>
      `(typeof ${a} === "number" && typeof ${b} === "number" && ${a} >= 0 && ${b} > 0 ? ${a} % ${b} + 0 : ${slow}(${a}, ${b}))`,
  ),
  ...pure(
    'rem',
    2,
    2,
    '`(rem a b)`: remainder with the sign of a',
    (a, b) => (num(a, 'rem') % num(b, 'rem')) + 0,
    onNumbers((a, b) => `${a} % ${b} + 0`),
  ),
  ...pure(
    'quot',
    2,
    2,
    '`(quot a b)`: quotient, truncated',
    (a, b) => Math.trunc(num(a, 'quot') / num(b, 'quot')) + 0,
    onNumbers((a, b) => `Math.trunc(${a} / ${b}) + 0`),
  ),
  ...pure(['modulo', 'floor-remainder'], 2, 2, '`(modulo a b)`: `mod` of integers, b not 0', (a, b) =>
    floorMod(int(a, 'modulo'), divisor(b, 'modulo')),
  ),
  ...pure(
    ['remainder', 'truncate-remainder'],
    2,
    2,
    '`(remainder a b)`: `rem` of integers, b not 0',
    (a, b) => (int(a, 'remainder') % divisor(b, 'remainder')) + 0,
  ),
  ...pure(['quotient', 'truncate-quotient'], 2, 2, '`(quotient a b)`: `quot` of integers, b not 0', (a, b) =>
    quotient(int(a, 'quotient'), divisor(b, 'quotient')),
  ),
  ...pure('floor-quotient', 2, 2, '`(floor-quotient a b)`: quotient of integers, rounded down', (a, b) =>
    floorQuotient(int(a, 'floor-quotient'), divisor(b, 'floor-quotient')),
  ),
  ...pure(
    'floor',
    1,
    1,
    '`(floor x)`: greatest integer not above x',
    rounding('floor', Math.floor),
    onNumber(a => `Math.floor(${a}) + 0`),
  ),
  ...pure(
    ['ceil', 'ceiling'],
    1,
    1,
    '`(ceil x)`: least integer not below x',
    rounding('ceil', Math.ceil),
    onNumber(a => `Math.ceil(${a}) + 0`),
  ),
  ...pure(
    'truncate',
    1,
    1,
    '`(truncate x)`: integer part',
    rounding('truncate', Math.trunc),
    onNumber(a => `Math.trunc(${a}) + 0`),
  ),
  ...pure('round', 1, 2, '`(round x digits?)`: nearest integer (or decimal), ties to even', (x, digits) => {
    if (digits === undefined) return roundEven(num(x, 'round')) + 0;
    const scale = 10 ** int(digits, 'round');
    return roundEven(num(x, 'round') * scale) / scale + 0;
  }),
  ...pure(
    'min',
    1,
    -1,
    '`(min a …)`',
    extremum('min', Math.min),
    onNumbers((a, b) => `Math.min(${a}, ${b})`),
    2,
  ),
  ...pure(
    'max',
    1,
    -1,
    '`(max a …)`',
    extremum('max', Math.max),
    onNumbers((a, b) => `Math.max(${a}, ${b})`),
    2,
  ),
  ...pure('clamp', 3, 3, '`(clamp x low high)`: x, kept inside the bounds', (x, low, high) =>
    Math.max(num(low, 'clamp'), Math.min(num(x, 'clamp'), num(high, 'clamp'))),
  ),
  ...pure(
    ['pow', 'expt'],
    2,
    2,
    '`(pow a b)`: power',
    (a, b) => (isNumber(a, b) ? a ** b + 0 : bothBig(a, b) ? power('pow', a, b) : 0),
    onNumbers((a, b) => `Math.pow(${a}, ${b}) + 0`),
  ),
  ...pure(
    'sqrt',
    1,
    1,
    '`(sqrt x)`: square root; +nan.0 for negative x',
    x => Math.sqrt(num(x, 'sqrt')),
    onNumber(a => `Math.sqrt(${a})`),
  ),
  ...pure('exact-integer-sqrt', 1, 1, '`(exact-integer-sqrt n)`: two values, the integer root and what is left', integerSqrt),
  ...pure(
    'floor/',
    2,
    2,
    '`(floor/ a b)`: two values, `floor-quotient` and `modulo`',
    (a, b) => new Multiple([floorQuotient(int(a, 'floor/'), divisor(b, 'floor/')), floorMod(a, b)]),
  ),
  ...pure(
    'truncate/',
    2,
    2,
    '`(truncate/ a b)`: two values, `quotient` and `remainder`',
    (a, b) => new Multiple([quotient(int(a, 'truncate/'), divisor(b, 'truncate/')), (a % b) + 0]),
  ),
  ...pure(
    'square',
    1,
    1,
    '`(square x)`',
    x => multiply(x, x),
    onNumber(a => `${a} * ${a}`),
  ),
  ...pure('gcd', 0, -1, '`(gcd n …)`: greatest common divisor of integers', (...args) =>
    args.reduce((a: number, b) => gcd(a, int(b, 'gcd')), 0),
  ),
  ...pure('lcm', 0, -1, '`(lcm n …)`: least common multiple of integers', (...args) =>
    args.reduce((a: number, b) => (int(b, 'lcm') === 0 ? 0 : Math.abs((a / gcd(a, b)) * b)), 1),
  ),
  ...pure('exp', 1, 1, '`(exp x)`: e to the power x', x => Math.exp(num(x, 'exp'))),
  ...pure('log', 1, 2, '`(log x base?)`: natural logarithm, or to a base', (x, base) =>
    base === undefined ? Math.log(num(x, 'log')) : Math.log(num(x, 'log')) / Math.log(num(base, 'log')),
  ),
  ...['sin', 'cos', 'tan', 'asin', 'acos'].flatMap(name =>
    pure(name, 1, 1, `\`(${name} x)\``, x => (Math as unknown as Record<string, (x: number) => number>)[name]!(num(x, name))),
  ),
  ...pure('atan', 1, 2, '`(atan y x?)`: arc tangent of y, or of y/x', (y, x) =>
    x === undefined ? Math.atan(num(y, 'atan')) : Math.atan2(num(y, 'atan'), num(x, 'atan')),
  ),
];
