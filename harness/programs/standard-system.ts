/** A kernel with the standard library, loaded from the source files of this package: what people's own SX programs run on. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from '../../cache/fingerprint.ts';
import type { CacheStore } from '../../cache/store.ts';
import { compileLibraries, type LibraryFile, loadImage, promisesOf } from '../../kernel/embed/image.ts';
import { makePortable } from '../../kernel/embed/portable.ts';
import { setTier } from '../../kernel/embed/set-tier.ts';
import { System } from '../../kernel/embed/system.ts';
import type { Tier } from '../../kernel/embed/tiers.ts';
import type { KernelHooks } from '../../kernel/instance/kernel.ts';
import { readAll } from '../../kernel/reader/reader.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import type { List } from '../../kernel/values/list.ts';
import { CodeCache } from '../engines/code-cache.ts';
import { kernelVersion } from '../engines/js-host.ts';
import { projectRoot } from '../project-root.ts';

/** The files of the standard library in load order. */
export function standardFiles(system = new System()): LibraryFile[] {
  const read = (name: string): string => readFileSync(path.join(projectRoot(), 'kernel/lib/std', name), 'utf8');
  const names = readAll(new SourceText('manifest.sx', read('manifest.sx')), system.kernel.symbols)[0] as List;
  return Array.from(names, name => ({ path: `kernel/lib/std/${name}`, text: read(String(name)) }));
}

export function standardSystem(hooks: Partial<KernelHooks> = {}, engine: 'cek' | 'vm' = 'cek'): System {
  const system = new System(hooks);
  if (engine === 'vm') system.useVm();
  for (const file of standardFiles(system)) {
    system.evaluateText(new SourceText(file.path, file.text, true), system.kernel.base);
  }
  return system;
}

/** A system for programs that are compiled, with the library as native code from the store. It can still be interpreted (`portable.ts`). */
export function compiledSystem(tier: 'auto' | 'native', store: CacheStore, hooks: Partial<KernelHooks> = {}): System {
  const system = new System(hooks);
  const files = standardFiles(system);
  const codeCache = new CodeCache(store);
  const env = {
    version: kernelVersion(),
    digest: (parts: readonly string[]) => fingerprint(Object.fromEntries(parts.entries())),
    store: {
      get: (key: string) => store.getText('library', key) ?? null,
      put: (key: string, text: string) => store.put('library', key, text),
    },
    packLoader: (key: string) => codeCache.packLoaderFor(key),
  };
  const image = compileLibraries([{ namespace: 'base', movable: true, files }], env);
  loadImage(system.kernel, image, env);
  setTier(system, tier, { imports: promisesOf(image.files, system.kernel) });
  for (const [i, compiled] of image.files.entries()) makePortable(system, files[i] as LibraryFile, compiled);
  codeCache.save();
  return system;
}

/** What `sx run` runs programs on. On `cek` and `vm` the library runs on the same engine as the program. */
export function programSystem(tier: Tier, store: CacheStore, hooks: Partial<KernelHooks> = {}): System {
  if (tier === 'auto' || tier === 'native') return compiledSystem(tier, store, hooks);
  const system = standardSystem(hooks, tier);
  setTier(system, 'cek');
  return system;
}
