/**
 * A fresh kernel for spec files, for each tier that can run them. Receives the standard library as texts and a store for compiled
 * units; answers the system with what the driver needs beside it. On `cek` and `vm` the library runs on the same engine as the
 * tests; on `native` and `auto` it is compiled ahead of time, as it is for users.
 */

import { compileLibraries, type ImageEnvironment, type LibraryFile, loadImage, promisesOf } from '../embed/image.ts';
import { makePortable } from '../embed/portable.ts';
import { setTier } from '../embed/set-tier.ts';
import { System } from '../embed/system.ts';
import type { Tier } from '../embed/tiers.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { SourceText } from '../reader/source.ts';
import type { SpecOptions } from './driver.ts';
import { answerRequest, SPEC_HOOKS } from './world.ts';

export interface SpecSystem {
  system: System;
  options: Pick<SpecOptions, 'answer'>;
}

export interface SpecLibrary {
  files: readonly LibraryFile[];
  env: ImageEnvironment;
}

export function specSystem(tier: Tier, library: SpecLibrary, hooks: Partial<KernelHooks>): SpecSystem {
  const system = new System({ ...SPEC_HOOKS, ...hooks });
  const options = { answer: answerRequest(system) };
  if (tier === 'cek' || tier === 'vm') {
    if (tier === 'vm') system.useVm();
    for (const { path, text } of library.files) system.evaluateText(new SourceText(path, text, true), system.kernel.base);
    return { system, options };
  }
  const image = compileLibraries([{ namespace: 'base', movable: true, files: library.files }], library.env);
  loadImage(system.kernel, image, {});
  setTier(system, tier, { imports: promisesOf(image.files, system.kernel) });
  for (const [i, compiled] of image.files.entries()) makePortable(system, library.files[i] as LibraryFile, compiled);
  return { system, options };
}
