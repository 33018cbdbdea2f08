/**
 * Our own engine: a kernel inside the worker thread. Harness files are loaded once per worker (from the cache when it has them);
 * each program gets a fresh realm from the kernel.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsKernel } from '../../kernel/embed/javascript.ts';
import type { End, JsProgram } from '../../kernel/embed/javascript-program.ts';
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
  /** Programs that the kernel has run. */
  #served = 0;
  #context: EngineContext | undefined;
  readonly name: string;
  readonly #heat: number | undefined;

  constructor(name: string, heat: number | undefined) {
    this.name = name;
    this.#heat = heat;
  }

  async prepare(context: EngineContext): Promise<void> {
    this.#context = context;
    this.#codeCache = new CodeCache(context.store);
    // Threads may have less than was asked for, and commands run in the main thread.
    this.#maxBytes = Math.min(memoryLimit(), context.limits.maxHeapMb * 1024 * 1024);
    this.#host = this.#open(context, this.#codeCache);
    this.#codeCache.save();
  }

  #open(context: EngineContext, codeCache: CodeCache): JsKernel {
    const tier = context.tier === 'host' ? 'auto' : context.tier;
    const host = createJsHost(context.store, codeCache, {
      tier,
      hostObject: '$262',
      ...(this.#heat === undefined ? {} : { heat: this.#heat }),
    });
    for (const name of context.includes) {
      host.preload(preloadName(name), readFileSync(path.join(context.corpusRoot, 'harness', name), 'utf8'));
    }
    this.#served = 0;
    return host;
  }

  async run(program: Program): Promise<Observation> {
    const end = this.#attempt(program);
    if (end.kind !== 'interrupted' || end.reason !== 'oom') return end;
    // What it took may still be held, and what others took may have been the reason: nothing of that is in a new kernel.
    const doubtful = this.#served > 1;
    this.#host = undefined;
    if (!doubtful) return end;
    program.printed.clear();
    const again = this.#attempt(program);
    if (again.kind !== 'interrupted') return again;
    this.#host = undefined;
    return again.reason === 'cancelled' ? again : end;
  }

  #attempt(program: Program): End {
    const context = this.#context;
    if (context === undefined || this.#codeCache === undefined) throw new Error('engine is not prepared');
    this.#host ??= this.#open(context, this.#codeCache);
    const end = this.#host.run(this.#jsProgram(program));
    this.#served += 1;
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
