/** For tests: kernels with libraries, from their source files; interpreted, or compiled ahead of time as users have them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../harness/project-root.ts';
import { System } from '../boot.ts';
import { compileLibraries, type Image, type ImageEnvironment, type Library, type LibraryFile, loadImage } from '../image.ts';
import { libraries } from '../js-host.ts';
import type { KernelHooks } from '../kernel.ts';
import { makePortable } from '../portable.ts';
import { SourceText } from '../reader/source.ts';

const units = new Map<string, string>();

/** Compiled units in memory; the tests of one process share them. */
export const IMAGES: ImageEnvironment = {
  version: 'test',
  digest: parts => createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
  store: { get: key => units.get(key) ?? null, put: (key, text) => void units.set(key, text) },
};

let found: Library[] | undefined;

/** The standard library and that of JavaScript, with their files in load order. */
function allLibraries(): Library[] {
  found ??= libraries({ readLibrary: name => readFileSync(path.join(projectRoot(), 'kernel/lib', name), 'utf8') }, new System());
  return found;
}

export function standardLibrary(): readonly LibraryFile[] {
  return (allLibraries()[0] as Library).files;
}

export function standardSystem(hooks: Partial<KernelHooks> = {}, engine: 'cek' | 'vm' = 'cek'): System {
  const system = new System(hooks);
  if (engine === 'vm') system.useVm();
  for (const { path, text } of standardLibrary()) {
    system.evaluateText(new SourceText(path, text, true), system.kernel.base);
  }
  return system;
}

/** A kernel with compiled libraries: the standard one, and those files of the JavaScript library that are wanted. */
export function compiledSystem(
  hooks: Partial<KernelHooks> = {},
  wanted: (path: string) => boolean = () => false,
): { system: System; image: Image } {
  const [std, js] = allLibraries() as [Library, Library];
  const chosen = js.files.filter(file => wanted(file.path));
  const image = compileLibraries(chosen.length > 0 ? [std, { ...js, files: chosen }] : [std], IMAGES);
  const system = new System(hooks);
  loadImage(system.kernel, image, {});
  std.files.forEach((file, i) => {
    makePortable(system, file, image.files[i] as Image['files'][number]);
  });
  return { system, image };
}
