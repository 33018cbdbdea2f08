/** What R7RS asks of fractions: every finite double is one, whose denominator is a power of two. */
import type { Value } from '../../values/procedure.ts';
import { failRange, num } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { pure } from '../rows.ts';

function denominator(x: number): number {
  let d = 1;
  while (!Number.isInteger(x * d)) d *= 2;
  return d;
}

function finite(v: Value, who: string): number {
  const x = num(v, who);
  return Number.isFinite(x) ? x : failRange(who, `${x} is no fraction`, [x]);
}

/** The fraction with the least denominator between the bounds, which are both positive: walks down the Stern-Brocot tree. */
function simplest(low: number, high: number): number {
  const whole = Math.floor(low);
  if (whole === low) return low;
  return whole < Math.floor(high) ? whole + 1 : whole + 1 / simplest(1 / (high - whole), 1 / (low - whole));
}

function rationalize(x: number, tolerance: number): number {
  const [low, high] = [x - Math.abs(tolerance), x + Math.abs(tolerance)];
  if (!Number.isFinite(low) || !Number.isFinite(high))
    return Number.isFinite(x) && Math.abs(tolerance) === Infinity ? 0 : x + tolerance;
  if (low <= 0 && high >= 0) return 0;
  return low > 0 ? simplest(low, high) : -simplest(-high, -low);
}

export const fractions: PrimitiveFamily = () => [
  ...pure('numerator', 1, 1, '`(numerator x)`: of x as a fraction in lowest terms', v => {
    const x = finite(v, 'numerator');
    return x * denominator(x) + 0;
  }),
  ...pure('denominator', 1, 1, '`(denominator x)`: of x as a fraction in lowest terms, 1 for an integer', v =>
    denominator(finite(v, 'denominator')),
  ),
  ...pure('rationalize', 2, 2, '`(rationalize x y)`: the simplest fraction that differs from x by no more than y', (x, y) =>
    rationalize(num(x, 'rationalize'), num(y, 'rationalize')),
  ),
];
