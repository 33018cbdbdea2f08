/** Large programs on every tier, in the host stack that a worker has. The sizes of long runs: `npm run large -- 100000`. */
import { describe, expect, it } from 'vitest';
import { LARGE_PROGRAMS } from './large-programs.ts';
import { type LargeTier, largeRunner } from './large-run.ts';

const SIZES: Record<LargeTier, number> = { cek: 8000, vm: 8000, native: 3000, auto: 3000 };

describe.each(Object.entries(SIZES) as [LargeTier, number][])('%s, %i parts, levels or forms', (tier, n) => {
  const run = largeRunner(tier);
  it.each(LARGE_PROGRAMS.map(p => [p.name, p] as const))(
    '%s',
    (_, program) => {
      expect(run(program, n)).toBe(program.value(n));
    },
    60_000,
  );
});
