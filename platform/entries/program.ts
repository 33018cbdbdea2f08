/** What a program file gets wherever it is served: kernels with the libraries of the web, imports from its folder, the folder `static` beside it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CacheStore } from '../../cache/store.ts';
import { ProgramWorld } from '../../harness/programs/library-files.ts';
import { programSystem } from '../../harness/programs/standard-system.ts';
import { DREAM, HOST, STANDARD, WEB } from '../../kernel/embed/library-folders.ts';
import type { System } from '../../kernel/embed/system.ts';
import type { Tier } from '../../kernel/embed/tiers.ts';
import type { HostOptions } from '../http/host.ts';

export function programKernels(
  file: string,
  tier: Tier,
  cache: CacheStore,
  folders: readonly string[] = [],
): Pick<HostOptions, 'makeSystem' | 'answerer'> {
  const folder = path.dirname(path.resolve(file));
  const libraries = [folder, path.join(folder, 'lib'), ...folders, '.'];
  const worlds = new WeakMap<System, ProgramWorld>();
  return {
    makeSystem: hooks => programSystem(tier, cache, hooks, [STANDARD, WEB, DREAM, HOST]),
    answerer: (system, asked) => {
      const world = worlds.get(system) ?? new ProgramWorld(system, libraries);
      worlds.set(system, world);
      return world.answer(asked);
    },
  };
}

export function filesBeside(file: string): Record<string, string> {
  const beside = path.join(path.dirname(path.resolve(file)), 'static');
  return existsSync(beside) ? { static: beside } : {};
}
