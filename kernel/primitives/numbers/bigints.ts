/** Exact integers of any size: the host's BigInt. They do not mix with numbers; conversions are explicit. */
import { numberText } from '../../values/number-text.ts';
import type { PrimitiveSpec } from '../../values/primitive-spec.ts';
import type { Value } from '../../values/procedure.ts';
import { big, count, failRange, num, str } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';
import { power, shifted, sized, unsigned, widest } from './bigint-sizes.ts';
import { radix } from './number-text.ts';

function binary(name: string, doc: string, fn: (a: bigint, b: bigint) => Value): PrimitiveSpec[] {
  return pure(name, 2, 2, `\`(${name} a b)\`: ${doc}`, (a, b) =>
    typeof a === 'bigint' && typeof b === 'bigint' ? fn(a, b) : fn(big(a, name), big(b, name)),
  );
}

function nonZero(b: bigint, who: string): bigint {
  return b === 0n ? failRange(who, 'division by zero') : b;
}

function fromNumber(n: Value): bigint {
  const x = num(n, 'number->bigint');
  return Number.isInteger(x) ? BigInt(x) : failRange('number->bigint', `not an integer: ${numberText(x)}`, [x]);
}

/** Decimal digits with an optional sign, or digits of another radix; nil for anything else. */
function parse(s: string, radix: number): bigint | null {
  const m = /^([+-]?)([0-9a-z]+)$/i.exec(s);
  if (!m) return null;
  const digits = m[2] as string;
  for (const d of digits) if (!(Number.parseInt(d, 36) < radix)) return null;
  let value: bigint;
  if (radix === 10) value = BigInt(digits);
  else if (radix === 16) value = BigInt(`0x${digits}`);
  else if (radix === 8) value = BigInt(`0o${digits}`);
  else if (radix === 2) value = BigInt(`0b${digits}`);
  else value = [...digits].reduce((n, d) => n * BigInt(radix) + BigInt(Number.parseInt(d, 36)), 0n);
  return m[1] === '-' ? -value : value;
}

export const bigints: PrimitiveFamily = () => [
  ...pure(
    'bigint?',
    1,
    1,
    '`(bigint? x)`',
    x => typeof x === 'bigint',
    ([a]) => `(typeof ${a} === "bigint")`,
  ),
  ...binary('big+', 'sum', (a, b) => a + b),
  ...binary('big-', 'difference', (a, b) => a - b),
  ...binary('big*', 'product', (a, b) => sized('big*', a * b)),
  ...binary('big/', 'quotient, truncated; b not 0', (a, b) => a / nonZero(b, 'big/')),
  ...binary('big-rem', 'remainder with the sign of a; b not 0', (a, b) => a % nonZero(b, 'big-rem')),
  ...binary('big-pow', 'power; b not negative', (a, b) => power('big-pow', a, b)),
  ...pure('big-neg', 1, 1, '`(big-neg a)`: negation', a => -big(a, 'big-neg')),
  ...binary('big-and', 'bits set in both', (a, b) => a & b),
  ...binary('big-or', 'bits set in either', (a, b) => a | b),
  ...binary('big-xor', 'bits set in one', (a, b) => a ^ b),
  ...pure('big-not', 1, 1, '`(big-not a)`: all bits inverted', a => ~big(a, 'big-not')),
  ...binary('big-shl', 'a shifted left (right if b is negative)', (a, b) => shifted('big-shl', a, b)),
  ...binary('big-shr', 'a shifted right (left if b is negative)', (a, b) => shifted('big-shr', a, -b)),
  ...binary('big<', 'less', (a, b) => a < b),
  ...binary('big<=', 'less or equal', (a, b) => a <= b),
  ...binary('big>', 'greater', (a, b) => a > b),
  ...binary('big>=', 'greater or equal', (a, b) => a >= b),
  ...binary('big=', 'equal', (a, b) => a === b),
  ...pure(
    'big-compare-number',
    2,
    2,
    '`(big-compare-number a n)`: -1, 0 or 1 by mathematical value; nil if n is +nan.0',
    (a, n) => {
      const x = big(a, 'big-compare-number');
      const y = num(n, 'big-compare-number');
      return x < y ? -1 : x > y ? 1 : y !== y ? null : 0;
    },
  ),
  ...pure('number->bigint', 1, 1, '`(number->bigint n)`: n must be an integer', fromNumber),
  ...pure('bigint->number', 1, 1, '`(bigint->number a)`: nearest double', a => Number(big(a, 'bigint->number'))),
  ...pure('string->bigint', 1, 2, '`(string->bigint s radix?)`: digits with an optional sign, or nil', (s, r) =>
    parse(str(s, 'string->bigint'), r === undefined ? 10 : radix(r, 'string->bigint')),
  ),
  ...pure('bigint->string', 1, 2, '`(bigint->string a radix?)`', (a, r) =>
    big(a, 'bigint->string').toString(r === undefined ? 10 : radix(r, 'bigint->string')),
  ),
  ...pure('big-as-int', 2, 2, '`(big-as-int bits a)`: a modulo 2^bits, signed', (bits, a) =>
    BigInt.asIntN(widest(count(bits, 'big-as-int')), big(a, 'big-as-int')),
  ),
  ...pure('big-as-uint', 2, 2, '`(big-as-uint bits a)`: a modulo 2^bits, unsigned', (bits, a) =>
    unsigned('big-as-uint', count(bits, 'big-as-uint'), big(a, 'big-as-uint')),
  ),
];
