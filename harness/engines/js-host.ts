/**
 * Opens the kernel's side of the boundary and lends it what our machine has: library files, the compiled store, V8's code cache. The
 * kernel is a bundle of its own, without shared chunks, so that the digest of the one file is the version of everything it
 * does. It is loaded when the first program needs it.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, sha256 } from '../../cache/fingerprint.ts';
import type { CacheStore } from '../../cache/store.ts';
import type * as Kernel from '../../kernel/embed/javascript.ts';
import type { JsKernel } from '../../kernel/embed/javascript.ts';
import type { JsOptions, JsServices } from '../../kernel/embed/javascript-program.ts';
import { memoryGauge } from '../memory-gauge.ts';
import { projectRoot } from '../project-root.ts';
import type { CodeCache } from './code-cache.ts';
import { noteOn } from './source-notes.ts';

/** What build.js makes of the kernel: an expression whose value is the function of a module. */
type KernelBundle = (module: { exports: unknown }) => void;

export function createJsHost(store: CacheStore, codeCache: CodeCache, options: JsOptions): JsKernel {
  const { file, bytes, version } = kernelBundle();
  const module = { exports: {} };
  (codeCache.run(bytes.toString('utf8'), file, version) as KernelBundle)(module);
  const { createJsHost } = module.exports as typeof Kernel;
  return createJsHost(servicesFor(store, codeCache, version), options);
}

/** The version of everything that this build's kernel compiles. */
export function kernelVersion(): string {
  return kernelBundle().version;
}

function kernelBundle(): { file: string; bytes: Buffer; version: string } {
  const file = path.join(projectRoot(), 'dist', 'js-host.js');
  if (!existsSync(file)) throw new Error('this build has no JavaScript-on-SX kernel (dist/js-host.js); run npm run build');
  const bytes = readFileSync(file);
  return { file, bytes, version: sha256(bytes) };
}

function servicesFor(store: CacheStore, codeCache: CodeCache, kernelVersion: string): JsServices {
  const library = path.join(projectRoot(), 'kernel', 'lib');
  return {
    readLibrary: name => readFileSync(path.join(library, name), 'utf8'),
    noteOn: names => {
      return noteOn(
        names.map(name => path.join(projectRoot(), name)),
        store,
      );
    },
    compiled: {
      get: (kind, key) => store.getText(kind, key),
      put: (kind, key, text) => store.put(kind, key, text),
    },
    fingerprint,
    now: () => Date.now(),
    memory: memoryGauge,
    kernelVersion,
    codeLoader: unitKey => codeCache.loaderFor(unitKey),
    packLoader: packKey => codeCache.packLoaderFor(packKey),
  };
}
