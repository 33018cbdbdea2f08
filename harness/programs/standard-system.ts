/** Kernels for people's own SX programs: the standard library from the files of this package, compiled ones from the store. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from '../../cache/fingerprint.ts';
import type { CacheStore } from '../../cache/store.ts';
import type { ImageEnvironment, Library } from '../../kernel/embed/image.ts';
import { type LibraryFolder, openLibrary, STANDARD } from '../../kernel/embed/library-folders.ts';
import { openKernel } from '../../kernel/embed/open-kernel.ts';
import type { System } from '../../kernel/embed/system.ts';
import type { Tier } from '../../kernel/embed/tiers.ts';
import type { KernelHooks } from '../../kernel/instance/kernel.ts';
import { CodeCache } from '../engines/code-cache.ts';
import { kernelVersion } from '../engines/js-host.ts';
import { projectRoot } from '../project-root.ts';

/** Text of a file below `kernel/lib`. */
export const readLibrary = (name: string): string => readFileSync(path.join(projectRoot(), 'kernel/lib', name), 'utf8');

export const standardLibrary = (): Library => openLibrary(STANDARD, readLibrary);

/** An interpreted kernel with the standard library. */
export function standardSystem(hooks: Partial<KernelHooks> = {}): System {
  return openKernel({ tier: 'cek', libraries: [standardLibrary()], hooks }).system;
}

/** What `sx run` runs programs on. On `cek` and `vm` the library runs on the same engine as the program. */
export function programSystem(
  tier: Tier,
  store: CacheStore,
  hooks: Partial<KernelHooks> = {},
  folders: readonly LibraryFolder[] = [STANDARD],
): System {
  const libraries = folders.map(folder => openLibrary(folder, readLibrary));
  if (tier === 'cek' || tier === 'vm') return openKernel({ tier, libraries, hooks }).system;
  const codeCache = new CodeCache(store);
  const { system } = openKernel({ tier, libraries, hooks, compiled: storedImages(store, codeCache) });
  codeCache.save();
  return system;
}

/** Compiled libraries in the store, under the version of this build's kernel. */
export function storedImages(store: CacheStore, codeCache: CodeCache): ImageEnvironment {
  return {
    version: kernelVersion(),
    digest: parts => fingerprint(Object.fromEntries(parts.entries())),
    store: {
      get: key => store.getText('library', key) ?? null,
      put: (key, text) => store.put('library', key, text),
    },
    packLoader: key => codeCache.packLoaderFor(key),
  };
}
