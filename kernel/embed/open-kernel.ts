/**
 * Opens a kernel: primitives, libraries, a tier. Whoever needs one (commands, suites, services, tests) says here what it is to have.
 * Libraries are compiled ahead of time where there is a store for their units (`compiled`), whatever tier programs run on; without
 * one they run on the same engine as the programs.
 */
import type { KernelHooks } from '../instance/kernel.ts';
import { SourceText } from '../reader/source.ts';
import { List } from '../values/list.ts';
import {
  compileLibraries,
  type Image,
  type ImageEnvironment,
  type Library,
  type LibraryFile,
  loadImage,
  promisesOf,
} from './image.ts';
import { makePortable } from './portable.ts';
import { setTier } from './set-tier.ts';
import { System } from './system.ts';
import type { Tier } from './tiers.ts';

export interface KernelRequest {
  tier: Tier;
  /** In load order. */
  libraries: readonly Library[];
  compiled?: ImageEnvironment;
  hooks?: Partial<KernelHooks>;
  /** Programs cannot redefine what their code calls: compiled code neither asks whether they did nor moves its frames. */
  sealed?: boolean;
  /** Calls or rounds after which tier `auto` compiles. */
  heat?: number;
}

export interface OpenKernel {
  readonly system: System;
  /** Key of the compiled libraries; empty when they were not compiled. */
  readonly version: string;
}

export function openKernel(request: KernelRequest): OpenKernel {
  const { tier, libraries, compiled, sealed = false, heat } = request;
  const system = new System(request.hooks);
  if (compiled === undefined) {
    if (tier === 'vm') system.useVm();
    interpretLibraries(system, libraries);
  }
  const image = compiled === undefined ? null : loadCompiled(system, libraries, compiled);
  offerLibraries(system, libraries);
  const policy = setTier(system, tier, {
    sealed,
    ...(image === null ? {} : { imports: promisesOf(image.files, system.kernel) }),
  });
  if (heat !== undefined) policy.entryHeat = policy.loopHeat = heat;
  return { system, version: image?.key ?? '' };
}

/** Makes libraries that have run available to imports, by what they have defined. */
export function offerLibraries(system: System, libraries: readonly Library[]): void {
  const { kernel } = system;
  for (const { namespace: name, offered } of libraries) {
    if (offered === undefined) continue;
    const namespace = kernel.namespace(name);
    const names = namespace.definedNames().filter(n => offered.begins.some(beginning => n.startsWith(beginning)));
    const title = List.of(offered.name.map(part => kernel.symbols.symbol(part)));
    kernel.libraries.add({ name: title, namespace, exports: new Map(names.map(n => [n, n])) });
  }
}

export function interpretLibraries(system: System, libraries: readonly Library[]): void {
  for (const { namespace, files } of libraries) {
    for (const { path, text } of files) system.evaluateText(new SourceText(path, text, true), system.kernel.namespace(namespace));
  }
}

/** Takes the units of the libraries from the store, compiling those that it lacks, and runs them. */
export function loadCompiled(system: System, libraries: readonly Library[], env: ImageEnvironment): Image {
  const image = compileLibraries(libraries, env);
  loadImage(system.kernel, image, env);
  const files = libraries.flatMap(library =>
    library.files.map(file => ({ file, portable: library.portable?.(file.path) === true })),
  );
  for (const [i, compiled] of image.files.entries()) {
    const { file, portable } = files[i] as { file: LibraryFile; portable: boolean };
    if (portable) makePortable(system, file, compiled);
  }
  return image;
}
