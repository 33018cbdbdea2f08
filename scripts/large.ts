/** Large programs on every tier, with their times (`npm run large -- [N] [tiers] [part of a name]`); ends with 1 when a value is wrong. */
import path from 'node:path';
import { LARGE_PROGRAMS } from '../kernel/testing/large-programs.ts';
import { LARGE_TIERS, type LargeTier, largeRunner } from '../kernel/testing/large-run.ts';

function outcome(act: () => string): string {
  try {
    return act();
  } catch (e) {
    return e instanceof Error ? (e.stack ?? e.message).slice(0, 500) : String(e);
  }
}

function main([size = '100000', tiers = LARGE_TIERS.join(','), name = '']: string[]): number {
  const n = Number(size);
  let wrong = 0;
  for (const tier of tiers.split(',') as LargeTier[]) {
    const run = largeRunner(tier);
    for (const program of LARGE_PROGRAMS.filter(p => p.name.includes(name))) {
      const begin = performance.now();
      const found = outcome(() => run(program, n));
      const right = found === program.value(n);
      if (!right) wrong++;
      const ms = Math.round(performance.now() - begin);
      process.stdout.write(
        `${tier.padEnd(7)}${program.name.padEnd(30)}${String(ms).padStart(7)} ms${right ? '' : `  WRONG ${found}`}\n`,
      );
    }
  }
  return wrong > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('large'))
  process.exitCode = main(process.argv.slice(2));
