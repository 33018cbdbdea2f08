/** For tests: kernels with libraries, from their source files; interpreted, or compiled ahead of time as users have them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../harness/project-root.ts';
import type { Image, ImageEnvironment, Library } from '../embed/image.ts';
import { JAVASCRIPT, openLibrary, STANDARD } from '../embed/library-folders.ts';
import { interpretLibraries, loadCompiled } from '../embed/open-kernel.ts';
import { System } from '../embed/system.ts';
import type { KernelHooks } from '../instance/kernel.ts';

const units = new Map<string, string>();

/** Compiled units in memory; the tests of one process share them. */
export const IMAGES: ImageEnvironment = {
  version: 'test',
  digest: parts => createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
  store: { get: key => units.get(key) ?? null, put: (key, text) => void units.set(key, text) },
};

const texts = new Map<string, string>();

export function readLibrary(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(path.join(projectRoot(), 'kernel/lib', name), 'utf8');
    texts.set(name, text);
  }
  return text;
}

export const standardLibrary = (): Library => openLibrary(STANDARD, readLibrary);

export function standardSystem(hooks: Partial<KernelHooks> = {}, engine: 'cek' | 'vm' = 'cek'): System {
  const system = new System(hooks);
  if (engine === 'vm') system.useVm();
  interpretLibraries(system, [standardLibrary()]);
  return system;
}

/** A kernel with compiled libraries: the standard one, and those files of the JavaScript library that are wanted. */
export function compiledSystem(
  hooks: Partial<KernelHooks> = {},
  wanted: (path: string) => boolean = () => false,
): { system: System; image: Image } {
  const js = openLibrary(JAVASCRIPT, readLibrary);
  const files = js.files.filter(file => wanted(file.path));
  const libraries = [standardLibrary(), ...(files.length > 0 ? [{ ...js, files }] : [])];
  const system = new System(hooks);
  return { system, image: loadCompiled(system, libraries, IMAGES) };
}
