/** The worlds that tests written in SX run in: hooks of their kernels, and who answers what they perform. */

import type { System } from '../kernel/embed/system.ts';
import type { KernelHooks } from '../kernel/instance/kernel.ts';
import { answerRequest, SPEC_HOOKS } from '../kernel/spec/world.ts';
import type { Value } from '../kernel/values/procedure.ts';
import { HostWorld } from './host-world.ts';

export interface World {
  hooks: Partial<KernelHooks>;
  answer(system: System): (request: Value) => Value;
}

export const WORLDS: Readonly<Record<string, World>> = {
  host: { hooks: {}, answer: () => new HostWorld().answer },
  spec: { hooks: SPEC_HOOKS, answer: answerRequest },
};
