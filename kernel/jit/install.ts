/** A promotion policy for a kernel, with the procedures through which programs see it. */
import type { Value } from '../values/procedure.ts';
import { JitPolicy } from './policy.ts';
import type { Target } from './promote.ts';

/** To be called before program code is analysed. `tier` is what programs are told. */
export function installPolicy(target: Target, tier: string): JitPolicy {
  const { kernel } = target;
  const policy = new JitPolicy(target);
  const define = (name: string, fn: (...args: Value[]) => Value): void => {
    kernel.base.define(name, Object.assign(fn, { guestName: name }));
  };
  define('jit-stats', () => statsOf(policy, tier));
  define('jit-reset!', () => {
    policy.reset();
    return null;
  });
  define('jit-set-threshold!', (calls, rounds) => {
    if (typeof calls === 'number') policy.entryHeat = calls;
    policy.loopHeat = typeof rounds === 'number' ? rounds : policy.entryHeat;
    return null;
  });
  define('jit-deny!', (...names) => {
    for (const name of names) policy.deny.add(String(name));
    return null;
  });
  define('jit-allow!', (...names) => {
    policy.allow = names.length > 0 ? new Set(names.map(String)) : null;
    return null;
  });
  return policy;
}

/** The record as a dict. */
function statsOf(policy: JitPolicy, tier: string): Value {
  const { counts, loops, log, disabled } = policy;
  return new Map<string, Value>([
    ['tier', tier],
    ['promoted', counts.promoted],
    ['loops', loops],
    ['refused', counts.refused],
    ['failed', counts.failed],
    ['disabled', disabled],
    ['log', log.map(e => new Map<string, Value>(Object.entries(e)))],
  ]);
}
