/** Runs large programs on a tier: in one kernel, each in a namespace of its own. */
import { setTier } from '../embed/set-tier.ts';
import { runText, settle } from '../embed/text-run.ts';
import { SourceText } from '../reader/source.ts';
import { Condition, Raise } from '../values/condition.ts';
import { inspect } from '../values/writer.ts';
import type { LargeProgram } from './large-programs.ts';
import { compiledSystem, standardSystem } from './standard.ts';

export const LARGE_TIERS = ['cek', 'vm', 'native', 'auto'] as const;
export type LargeTier = (typeof LARGE_TIERS)[number];

/** What the value prints as, or what was raised; failures of the kernel are thrown. */
export type LargeRunner = (program: LargeProgram, n: number) => string;

export function largeRunner(tier: LargeTier): LargeRunner {
  const interpreted = tier === 'cek' || tier === 'vm';
  const system = interpreted ? standardSystem({}, tier) : compiledSystem().system;
  const { kernel } = system;
  return (program, n) => {
    kernel.freshUser();
    if (!interpreted) setTier(system, tier, {});
    try {
      const value = settle(runText(system, new SourceText('large.sx', program.text(n)), kernel.user), () => null);
      return inspect(value, { budget: 20 });
    } catch (e) {
      if (e instanceof Raise) return `raised ${e.payload instanceof Condition ? e.payload.message : inspect(e.payload)}`;
      throw e;
    }
  };
}
