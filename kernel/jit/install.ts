/** Puts a promotion policy into a kernel, with the procedures through which programs see it. */
import type { System } from '../boot.ts';
import type { Value } from '../values/procedure.ts';
import { NativeEngine } from './ahead.ts';
import { JitPolicy } from './policy.ts';
import type { Target } from './promote.ts';

/**
 * How programs are run: `cek` interprets them, `auto` compiles what is hot, `native` compiles each form before it runs. Libraries
 * are compiled in all of them.
 */
export type ProgramTier = 'cek' | 'auto' | 'native';

const NO_IMPORTS = () => undefined;

/** To be called before program code is analysed. */
export function installJit(system: System, tier: ProgramTier, target: Partial<Target> = {}): JitPolicy {
  const { kernel } = system;
  const whole: Target = { kernel, sealed: false, imports: NO_IMPORTS, ...target };
  const policy = new JitPolicy(whole);
  if (tier === 'auto') system.cek.jit = policy;
  if (tier === 'native') system.engine = new NativeEngine(system, policy, whole);
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
function statsOf(policy: JitPolicy, tier: ProgramTier): Value {
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
