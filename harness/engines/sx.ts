/**
 * Our own engine: a kernel inside the worker thread. Harness files are loaded once per worker (from the cache when it has them);
 * each program gets a fresh realm from the kernel.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsKernel } from '../../kernel/embed/javascript.ts';
import type { JsEnd, JsProgram } from '../../kernel/embed/javascript-program.ts';
import type { Observation } from '../observation.ts';
import { type HostCapabilities, NO_HOST_EXTRAS } from '../skip-rules.ts';
import { CodeCache } from './code-cache.ts';
import type { Engine, EngineContext, EngineDump, Program } from './engine.ts';
import { createJsHost } from './js-host.ts';

/** Programs after which a worker that compiled the library itself stores V8's code once more. */
const WARM_PROGRAMS = 64;

export class SxEngine implements Engine {
  readonly host: HostCapabilities = { ...NO_HOST_EXTRAS, isHTMLDDA: true };
  #host: JsKernel | undefined;
  #maxBytes = 0;
  #codeCache: CodeCache | undefined;
  #programs = 0;
  /** Harness files that the kernel could not load, with the reason. */
  readonly #unloadable = new Map<string, string>();
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
    this.#maxBytes = context.limits.maxHeapMb * 1024 * 1024;
    for (const name of context.includes) {
      try {
        this.#host.loadHarness(name, readFileSync(path.join(context.corpusRoot, 'harness', name), 'utf8'));
      } catch (error) {
        this.#unloadable.set(name, (error as Error).message);
      }
    }
    this.#codeCache.save();
  }

  async run(program: Program): Promise<Observation> {
    if (this.#host === undefined) return { kind: 'broken', message: 'engine is not prepared' };
    for (const file of program.includes) {
      const errorMessage = this.#unloadable.get(file);
      if (errorMessage !== undefined) return { kind: 'harness-threw', file, errorName: 'Unloadable', errorMessage };
    }
    const end = await this.#host.runTest(this.#testProgram(program));
    this.#programs += 1;
    // By now most of the library has run at least once, so its code is worth storing again.
    if (this.#programs === WARM_PROGRAMS) {
      this.#codeCache?.save();
      this.#codeCache?.forget();
    }
    return observed(end);
  }

  async dump(program: Program): Promise<readonly EngineDump[]> {
    return this.#host?.dump?.(this.#testProgram(program)) ?? [];
  }

  async close(): Promise<void> {
    this.#host = undefined;
  }

  #testProgram(program: Program): JsProgram {
    return {
      path: program.path,
      source: program.source,
      mode: program.mode,
      raw: program.raw,
      async: program.async,
      includes: program.includes,
      limits: { shouldStop: () => program.stop.reason(), maxBytes: this.#maxBytes },
      print: line => program.printed.line(line),
      loadModule: (specifier, referrer) => loadModule(program, specifier, referrer),
    };
  }
}

/** Specifiers are relative to the importing file, which is named as test262 does: relative to the `test` folder. */
function loadModule(program: Program, specifier: string, referrer: string): { path: string; source: string } | undefined {
  if (!specifier.startsWith('./') && !specifier.startsWith('../')) return undefined;
  const testRoot = program.file.slice(0, program.file.length - program.path.length);
  const target = path.posix.join(path.posix.dirname(referrer), specifier);
  if (target.startsWith('..')) return undefined;
  const file = path.join(testRoot, target);
  return existsSync(file) ? { path: target, source: readFileSync(file, 'utf8') } : undefined;
}

function observed(end: JsEnd): Observation {
  return end.kind === 'bug' ? { kind: 'crashed', message: end.message } : end;
}
