/** The outside world, reached through the kernel's hooks only. */
import type { Value } from '../../values/procedure.ts';
import { failRange, int } from '../check.ts';
import type { PrimitiveFamily } from '../family.ts';
import { effect } from '../rows.ts';

export const host: PrimitiveFamily = ({ hooks }) => {
  const randomInt = (a: Value, b: Value): number => {
    const low = b === undefined ? 0 : int(a, 'random-int');
    const high = int(b === undefined ? a : b, 'random-int');
    // With two bounds both are included; with one, the bound is not.
    const n = b === undefined ? high : high - low + 1;
    return n > 0 ? low + Math.floor(hooks.random() * n) : failRange('random-int', 'empty range', [a, b ?? null]);
  };
  return [
    ...effect(['now', 'current-milliseconds'], 0, 0, '`(now)`: milliseconds since the epoch', () => hooks.now()),
    ...effect('random', 0, 0, '`(random)`: a number in [0, 1)', () => hooks.random()),
    ...effect('random-int', 1, 2, '`(random-int n)`: an integer in [0, n); `(random-int low high)`: bounds included', randomInt),
    ...effect(
      'host-info',
      0,
      0,
      '`(host-info)`: dict of facts about the host',
      () =>
        new Map<string, Value>([
          ['kernel', 'sx'],
          ['host', 'javascript'],
        ]),
    ),
  ];
};
