/**
 * Our own engine: a kernel inside the worker thread. Harness files are loaded once per worker (from the cache when it has them);
 * each program gets a fresh realm from the kernel.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsKernel } from '../../kernel/embed/javascript.ts';
import type { JsProgram } from '../../kernel/embed/javascript-program.ts';
import { memoryLimit } from '../memory-gauge.ts';
import type { Observation } from '../observation.ts';
import { CodeCache } from './code-cache.ts';
import type { Engine, EngineContext, EngineDump, Program } from './engine.ts';
import { createJsHost } from './js-host.ts';
import { loadModuleFile } from './module-files.ts';

/** Programs after which a worker that compiled the library itself stores V8's code once more. */
const WARM_PROGRAMS = 64;

export class SxEngine implements Engine {
  #host: JsKernel | undefined;
  #maxBytes = 0;
  #codeCache: CodeCache | undefined;
  #programs = 0;
  readonly name: string;
  readonly #heat: number | undefined;

  constructor(name: string, heat: number | undefined) {
    this.name = name;
    this.#heat = heat;
  }

  async prepare(context: EngineContext): Promise<void> {
    const tier = context.tier === 'host' ? 'auto' : context.tier;
    this.#codeCache = new CodeCache(context.store);
    this.#host = createJsHost(context.store, this.#codeCache, {
      tier,
      hostObject: '$262',
      ...(this.#heat === undefined ? {} : { heat: this.#heat }),
    });
    // Threads may have less than was asked for, and commands run in the main thread.
    this.#maxBytes = Math.min(memoryLimit(), context.limits.maxHeapMb * 1024 * 1024);
    for (const name of context.includes) {
      this.#host.preload(preloadName(name), readFileSync(path.join(context.corpusRoot, 'harness', name), 'utf8'));
    }
    this.#codeCache.save();
  }

  async run(program: Program): Promise<Observation> {
    if (this.#host === undefined) return { kind: 'broken', message: 'engine is not prepared' };
    const end = this.#host.run(this.#jsProgram(program));
    this.#programs += 1;
    // By now most of the library has run at least once, so its code is worth storing again.
    if (this.#programs === WARM_PROGRAMS) {
      this.#codeCache?.save();
      this.#codeCache?.forget();
    }
    return end;
  }

  async dump(program: Program): Promise<{ forms: readonly EngineDump[] } | { end: Observation }> {
    return this.#host?.dump(this.#jsProgram(program)) ?? { forms: [] };
  }

  async close(): Promise<void> {
    this.#host = undefined;
  }

  #jsProgram(program: Program): JsProgram {
    const root = program.file.slice(0, program.file.length - program.path.length);
    const nameOf = (file: string): string => path.relative(root, file).split(path.sep).join('/');
    return {
      path: program.path,
      identity: program.file,
      source: program.source,
      mode: program.mode === 'strict' && program.raw ? 'sloppy' : program.mode,
      preloads: program.includes.map(preloadName),
      unhandledRejections: 'ignore',
      limits: { shouldStop: () => program.stop.reason(), maxBytes: this.#maxBytes },
      print: line => program.printed.line(line),
      loadModule: (specifier, referrer) => loadModuleFile(specifier, referrer, nameOf, path.dirname(root + path.sep)),
    };
  }
}

/** What messages call a harness file. */
function preloadName(name: string): string {
  return `harness/${name}`;
}
