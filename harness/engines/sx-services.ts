/** What our machine lends a kernel: library files, the compiled store, V8's code cache. Shared by the runner's engine and by `sx js`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from '../../cache/fingerprint.ts';
import type { CacheStore } from '../../cache/store.ts';
import type { JsServices } from '../../kernel/js-program.ts';
import { projectRoot } from '../project-root.ts';
import type { CodeCache } from './code-cache.ts';
import { kernelVersion } from './js-host.ts';

export function servicesFor(store: CacheStore, codeCache: CodeCache): JsServices {
  const library = path.join(projectRoot(), 'kernel', 'lib');
  return {
    readLibrary: name => readFileSync(path.join(library, name), 'utf8'),
    compiled: {
      get: (kind, key) => store.get(kind, key),
      put: (kind, key, data) => store.put(kind, key, data),
    },
    fingerprint,
    now: () => Date.now(),
    kernelVersion: kernelVersion(),
    codeLoader: unitKey => codeCache.loaderFor(unitKey),
    packLoader: packKey => codeCache.packLoaderFor(packKey),
  };
}
