/** For tests: a bare kernel with a policy that finds everything hot after a few calls. */

import { setTier } from '../embed/set-tier.ts';
import type { Tier } from '../embed/tiers.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import type { JitPolicy } from '../jit/policy.ts';
import type { Value } from '../values/procedure.ts';
import { type Bench, bench } from './cek.ts';

export interface JitBench extends Bench {
  readonly policy: JitPolicy;
  /** Names that were promoted, in order. */
  promoted(): string[];
}

export function jitBench(tier: Tier = 'auto', heat = 3, hooks: Partial<KernelHooks> = {}): JitBench {
  const b = bench(hooks);
  const policy = setTier(b.system, tier);
  policy.entryHeat = heat;
  policy.loopHeat = heat;
  return {
    ...b,
    policy,
    promoted: () => policy.log.filter(e => e.decision === 'promoted').map((e): Value => e.name),
  };
}
