/** Opens the suite that the options ask for, with the cache as its store. */
import path from 'node:path';
import { fingerprint } from '../../cache/fingerprint.ts';
import { CacheStore } from '../../cache/store.ts';
import { projectRoot, toolVersion } from '../../harness/project-root.ts';
import type { Sink } from '../../reports/reporters/reporter.ts';
import { SUITES } from '../../suites/registry.ts';
import type { Suite } from '../../suites/suite.ts';
import type { Options } from '../cli/option-table.ts';
import { ToolError } from '../cli/tool-error.ts';

export function openStore(options: Pick<Options, 'cache' | 'cacheDir'>): CacheStore {
  return new CacheStore(path.resolve(options.cacheDir), { enabled: options.cache });
}

export async function openSuite(
  options: Pick<Options, 'suite' | 'test262' | 'cacheDir'>,
  store: CacheStore,
  messages?: Sink,
): Promise<Suite> {
  const request = {
    option: options.test262,
    environment: process.env.TEST262,
    cacheFolder: path.resolve(options.cacheDir),
    store: {
      get: (kind: string, key: string) => store.get(kind, key),
      put: (kind: string, key: string, payload: string) => store.put(kind, key, payload),
      fingerprint,
    },
    sliceRoot: path.join(projectRoot(), 'suites', 'slice'),
    sliceCommit: `v${toolVersion()}`,
    onClone: (what: string) => messages?.write(`sx: ${what}\n`),
    clone: process.env.SX_NO_CLONE === undefined,
  };
  try {
    return await SUITES[options.suite].open(request);
  } catch (error) {
    throw new ToolError('CORPUS_UNREADABLE', (error as Error).message, undefined, error);
  }
}
