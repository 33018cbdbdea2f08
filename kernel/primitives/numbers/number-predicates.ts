/** Predicates of numbers. Where a type is demanded, anything else is the condition `Expected number, got TYPE`. */
import type { Value } from '../../values/procedure.ts';
import { failType, int, num } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { onNumber, pure } from '../rows.ts';
import { numeric } from './numbers.ts';

/** Demands an integer, for predicates that only make sense on one. */
function parity(n: Value, who: string): number {
  if (typeof n === 'bigint') return Number(n & 1n);
  return typeof n === 'number' ? Math.abs(int(n, who) % 2) : failType(who, 'number', n);
}

export const numberPredicates: PrimitiveFamily = () => [
  ...pure(
    'zero?',
    1,
    1,
    '`(zero? x)`',
    x => (typeof x === 'bigint' ? x === 0n : numeric(x) === 0),
    onNumber(a => `${a} === 0`),
  ),
  ...pure(
    'positive?',
    1,
    1,
    '`(positive? x)`',
    x => numeric(x) > 0,
    onNumber(a => `${a} > 0`),
  ),
  ...pure(
    'negative?',
    1,
    1,
    '`(negative? x)`',
    x => numeric(x) < 0,
    onNumber(a => `${a} < 0`),
  ),
  ...pure('even?', 1, 1, '`(even? n)`: n must be an integer', n => parity(n, 'even?') === 0),
  ...pure('odd?', 1, 1, '`(odd? n)`: n must be an integer', n => parity(n, 'odd?') === 1),
  ...pure('integer?', 1, 1, '`(integer? x)`: a number without fraction', x => Number.isInteger(x)),
  ...pure('safe-integer?', 1, 1, '`(safe-integer? x)`: an integer of magnitude below 2^53', x => Number.isSafeInteger(x)),
  ...pure('float?', 1, 1, '`(float? x)`: a number that is not an integer', x => typeof x === 'number' && !Number.isInteger(x)),
  ...pure('exact?', 1, 1, '`(exact? x)`: an integer', x => typeof x === 'bigint' || Number.isInteger(num(x, 'exact?'))),
  ...pure(
    'inexact?',
    1,
    1,
    '`(inexact? x)`: a number that is not an integer',
    x => typeof x !== 'bigint' && !Number.isInteger(num(x, 'inexact?')),
  ),
  ...pure(
    'exact-integer?',
    1,
    1,
    '`(exact-integer? x)`: an integer or a bigint',
    x => typeof x === 'bigint' || Number.isInteger(x),
  ),
  ...pure('rational?', 1, 1, '`(rational? x)`: a finite number', x => Number.isFinite(x)),
  ...pure(
    'finite?',
    1,
    1,
    '`(finite? x)`',
    x => Number.isFinite(num(x, 'finite?')),
    onNumber(a => `${a} - ${a} === 0`),
  ),
  ...pure('infinite?', 1, 1, '`(infinite? x)`', x => Math.abs(num(x, 'infinite?')) === Infinity),
  ...pure(
    'nan?',
    1,
    1,
    '`(nan? x)`: x is not a number; false for other types',
    x => typeof x === 'number' && x !== x,
    ([a]) => `(typeof ${a} === "number" && ${a} !== ${a})`,
  ),
  ...pure(
    'negative-zero?',
    1,
    1,
    '`(negative-zero? x)`: x is -0',
    x => Object.is(x, -0),
    ([a]) => `(${a} === 0 && 1 / ${a} < 0)`,
  ),
];
