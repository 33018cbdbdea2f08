/** For tests: kernels with the libraries of the web side, on any tier; interpreted, or compiled ahead of time as users have them. */
import { DREAM, openLibrary, WEB } from '../embed/library-folders.ts';
import { openKernel } from '../embed/open-kernel.ts';
import type { System } from '../embed/system.ts';
import type { Tier } from '../embed/tiers.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { IMAGES, readLibrary, standardLibrary } from './standard.ts';

export function webSystem(tier: Tier, hooks: Partial<KernelHooks> = {}): System {
  const libraries = [standardLibrary(), openLibrary(WEB, readLibrary), openLibrary(DREAM, readLibrary)];
  const interpreted = tier === 'cek' || tier === 'vm';
  return openKernel({ tier, libraries, hooks, ...(interpreted ? {} : { compiled: IMAGES }) }).system;
}
