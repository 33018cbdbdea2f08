/** The worlds that tests written in SX run in: hooks of their kernels, and who answers what they perform. */

import type { System } from '../kernel/embed/system.ts';
import type { KernelHooks } from '../kernel/instance/kernel.ts';
import { answerRequest, SPEC_HOOKS } from '../kernel/spec/world.ts';
import type { Value } from '../kernel/values/procedure.ts';
import { HostWorld } from './host-world.ts';

export interface World {
  hooks: Partial<KernelHooks>;
  open(system: System): OpenWorld;
}

/** Answers what is performed. A test begins with a fresh world, whatever ran before it. */
export interface OpenWorld {
  answer(request: Value): Value;
  renew(): void;
}

function hostWorld(): OpenWorld {
  let world = new HostWorld();
  return {
    answer: request => world.answer(request),
    renew: () => void (world = new HostWorld()),
  };
}

export const WORLDS: Readonly<Record<string, World>> = {
  host: { hooks: {}, open: hostWorld },
  spec: { hooks: SPEC_HOOKS, open: system => ({ answer: answerRequest(system), renew: () => {} }) },
};
