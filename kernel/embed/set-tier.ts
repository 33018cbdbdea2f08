/** Puts a system on a tier. */
import { installPolicy } from '../jit/install.ts';
import type { JitPolicy } from '../jit/policy.ts';
import type { Target } from '../jit/promote.ts';
import { NativeEngine } from './ahead.ts';
import type { System } from './system.ts';
import type { Tier } from './tiers.ts';

/** From here on programs run on the tier. To be called before any program code is analysed. */
export function setTier(system: System, tier: Tier, target: Partial<Omit<Target, 'kernel'>> = {}): JitPolicy {
  const whole: Target = { kernel: system.kernel, sealed: false, imports: () => undefined, ...target };
  const policy = installPolicy(whole, tier);
  if (tier === 'vm') system.useVm();
  if (tier === 'auto') system.cek.jit = policy;
  if (tier === 'native') system.engine = new NativeEngine(system, policy, whole);
  return policy;
}
