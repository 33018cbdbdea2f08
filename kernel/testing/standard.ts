/** For tests: kernels with libraries, from their source files; interpreted, or compiled ahead of time as users have them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../harness/project-root.ts';
import { compileLibraries, type Image, type ImageEnvironment, type LibraryFile, loadImage } from '../embed/image.ts';
import { makePortable } from '../embed/portable.ts';
import { System } from '../embed/system.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import type { List } from '../values/list.ts';

const units = new Map<string, string>();

/** Compiled units in memory; the tests of one process share them. */
const IMAGES: ImageEnvironment = {
  version: 'test',
  digest: parts => createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
  store: { get: key => units.get(key) ?? null, put: (key, text) => void units.set(key, text) },
};

const found = new Map<string, readonly LibraryFile[]>();

/** The files of a library in load order. */
function filesOf(folder: 'std' | 'js'): readonly LibraryFile[] {
  let files = found.get(folder);
  if (files === undefined) {
    const read = (name: string): string => readFileSync(path.join(projectRoot(), 'kernel/lib', folder, name), 'utf8');
    const names = readAll(new SourceText('manifest.sx', read('manifest.sx')), new System().kernel.symbols)[0] as List;
    files = Array.from(names, name => ({ path: `kernel/lib/${folder}/${name}`, text: read(String(name)) }));
    found.set(folder, files);
  }
  return files;
}

export const standardLibrary = (): readonly LibraryFile[] => filesOf('std');

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
  const std = standardLibrary();
  const js = filesOf('js').filter(file => wanted(file.path));
  const libraries = [
    { namespace: 'base', movable: true, files: std },
    ...(js.length > 0 ? [{ namespace: 'js', files: js }] : []),
  ];
  const image = compileLibraries(libraries, IMAGES);
  const system = new System(hooks);
  loadImage(system.kernel, image, {});
  std.forEach((file, i) => {
    makePortable(system, file, image.files[i] as Image['files'][number]);
  });
  return { system, image };
}
