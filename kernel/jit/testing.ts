/** For tests: a bare kernel with a policy that finds everything hot after a few calls. */
import { type Bench, bench } from '../cek/testing.ts';
import type { KernelHooks } from '../kernel.ts';
import type { Value } from '../values/procedure.ts';
import { installJit, type ProgramTier } from './install.ts';
import type { JitPolicy } from './policy.ts';

export interface JitBench extends Bench {
  readonly policy: JitPolicy;
  /** Names that were promoted, in order. */
  promoted(): string[];
}

export function jitBench(tier: ProgramTier = 'auto', heat = 3, hooks: Partial<KernelHooks> = {}): JitBench {
  const b = bench(hooks);
  const policy = installJit(b.system, tier);
  policy.entryHeat = heat;
  policy.loopHeat = heat;
  return {
    ...b,
    policy,
    promoted: () => policy.log.filter(e => e.decision === 'promoted').map((e): Value => e.name),
  };
}
