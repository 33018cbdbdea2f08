/** For tests: kernels with the libraries of the web side, on any tier; interpreted, or compiled ahead of time as users have them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../harness/project-root.ts';
import { compileLibraries, type ImageEnvironment, type LibraryFile, loadImage, promisesOf } from '../embed/image.ts';
import { makePortable } from '../embed/portable.ts';
import { setTier } from '../embed/set-tier.ts';
import { System } from '../embed/system.ts';
import type { Tier } from '../embed/tiers.ts';
import { offerWebLibraries, webLibrary } from '../embed/web-libraries.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { SourceText } from '../reader/source.ts';
import { standardLibrary } from './standard.ts';

const units = new Map<string, string>();

/** Compiled units in memory; the tests of one process share them. */
const IMAGES: ImageEnvironment = {
  version: 'test',
  digest: parts => createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
  store: { get: key => units.get(key) ?? null, put: (key, text) => void units.set(key, text) },
};

export function webSystem(tier: Tier, hooks: Partial<KernelHooks> = {}): System {
  const system = new System(hooks);
  const { kernel } = system;
  const read = (name: string): string => readFileSync(path.join(projectRoot(), 'kernel/lib', name), 'utf8');
  const libraries = [{ namespace: 'base', movable: true, files: standardLibrary() }, webLibrary(kernel, read)];
  if (tier === 'cek' || tier === 'vm') {
    setTier(system, tier);
    for (const { namespace, files } of libraries)
      for (const { path, text } of files) system.evaluateText(new SourceText(path, text, true), kernel.namespace(namespace));
  } else {
    const image = compileLibraries(libraries, IMAGES);
    loadImage(kernel, image, {});
    setTier(system, tier, { imports: promisesOf(image.files, kernel) });
    const files = libraries.flatMap(library => library.files);
    for (const [i, compiled] of image.files.entries()) makePortable(system, files[i] as LibraryFile, compiled);
  }
  offerWebLibraries(kernel);
  return system;
}
