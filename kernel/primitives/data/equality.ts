/** Equivalence predicates; see `values/equality.ts` for what they mean. */

import { equal, eqv } from '../../values/equality.ts';
import type { Value } from '../../values/procedure.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

/** `=`: numbers compare as numbers (so +nan.0 differs from itself), everything else structurally. */
function same(a: Value, b: Value): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a === b : equal(a, b);
}

export const equality: PrimitiveFamily = () => [
  ...pure(
    ['eq?', 'identical?'],
    2,
    2,
    '`(eq? a b)`: identity; strings, numbers, bigints and chars by value; +nan.0 differs from itself',
    (a, b) => a === b,
    ([a, b]) => `(${a} === ${b})`,
  ),
  ...pure(
    'eqv?',
    2,
    2,
    '`(eqv? a b)`: `eq?`, but +nan.0 equals itself',
    eqv,
    ([a, b]) => `(${a} === ${b} || (${a} !== ${a} && ${b} !== ${b}))`,
  ),
  ...pure(
    'equal?',
    2,
    2,
    '`(equal? a b)`: structural; leaves compared by `eqv?`',
    equal,
    ([a, b], slow) => `(${a} === ${b} || ${slow}(${a}, ${b}))`,
  ),
  ...pure(
    'same-value?',
    2,
    2,
    '`(same-value? a b)`: `eqv?`, but 0 and -0 differ',
    (a, b) => Object.is(a, b),
    ([a, b]) => `Object.is(${a}, ${b})`,
  ),
  ...pure(
    'same-value-zero?',
    2,
    2,
    '`(same-value-zero? a b)`: the comparison of hash-table keys',
    eqv,
    ([a, b]) => `(${a} === ${b} || (${a} !== ${a} && ${b} !== ${b}))`,
  ),
  ...pure(
    '=',
    1,
    -1,
    '`(= a b …)`: all equal; numbers as numbers, everything else as by `equal?`',
    (...args: Value[]) => {
      if (args.length === 2) return same(args[0], args[1]);
      for (let i = 1; i < args.length; i++) if (!same(args[i - 1], args[i])) return false;
      return true;
    },
    ([a, b], slow) => `(typeof ${a} === "number" && typeof ${b} === "number" ? ${a} === ${b} : ${slow}(${a}, ${b}))`,
    2,
  ),
  ...pure(
    '!=',
    2,
    2,
    '`(!= a b)`: not `=`',
    (a, b) => !same(a, b),
    ([a, b], slow) => `(typeof ${a} === "number" && typeof ${b} === "number" ? ${a} !== ${b} : ${slow}(${a}, ${b}))`,
  ),
];
