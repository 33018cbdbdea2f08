/**
 * A fresh kernel for spec files. On `cek` and `vm` the library runs on the same engine as the tests; on `native` and `auto` it is compiled
 * ahead of time, as it is for users.
 */
import type { ImageEnvironment, Library } from '../embed/image.ts';
import { openKernel } from '../embed/open-kernel.ts';
import type { System } from '../embed/system.ts';
import type { Tier } from '../embed/tiers.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import type { SpecOptions } from './driver.ts';
import { answerRequest, SPEC_HOOKS } from './world.ts';

export interface SpecSystem {
  system: System;
  options: Pick<SpecOptions, 'answer'>;
}

export interface SpecLibraries {
  libraries: readonly Library[];
  compiled: ImageEnvironment;
}

export function specSystem(tier: Tier, { libraries, compiled }: SpecLibraries, hooks: Partial<KernelHooks>): SpecSystem {
  const ahead = tier === 'native' || tier === 'auto';
  const { system } = openKernel({ tier, libraries, hooks: { ...SPEC_HOOKS, ...hooks }, ...(ahead ? { compiled } : {}) });
  return { system, options: { answer: answerRequest(system) } };
}
