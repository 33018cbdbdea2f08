/**
 * Operators of IEEE doubles as the standard has them, the sign of zero included. The generic `*`, `/` and `rem` answer integers
 * where they can, and those have one zero.
 */
import { num } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { onNumbers, pure } from '../rows.ts';

export const flonums: PrimitiveFamily = () => [
  ...pure(
    'fl*',
    2,
    2,
    '`(fl* a b)`: product of doubles, signed zero and all',
    (a, b) => num(a, 'fl*') * num(b, 'fl*'),
    onNumbers((a, b) => `${a} * ${b}`),
  ),
  ...pure(
    'fl/',
    2,
    2,
    '`(fl/ a b)`: quotient of doubles, signed zero and all',
    (a, b) => num(a, 'fl/') / num(b, 'fl/'),
    onNumbers((a, b) => `${a} / ${b}`),
  ),
  ...pure(
    'flremainder',
    2,
    2,
    '`(flremainder a b)`: remainder with the sign of a, also where it is 0',
    (a, b) => num(a, 'flremainder') % num(b, 'flremainder'),
    onNumbers((a, b) => `${a} % ${b}`),
  ),
];
