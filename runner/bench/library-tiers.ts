/**
 * JavaScript-on-SX with its library on a tier: native, as it is shipped, or interpreted from the same sources by the CEK machine or
 * the virtual machine. Offers the stages of the pipeline one by one, each to be called any number of times.
 */
import { CacheStore } from '../../cache/store.ts';
import { CodeCache } from '../../harness/engines/code-cache.ts';
import { createJsHost } from '../../harness/engines/js-host.ts';
import { readLibrary } from '../../harness/programs/standard-system.ts';
import { JAVASCRIPT, openLibrary, STANDARD } from '../../kernel/embed/library-folders.ts';
import { openKernel } from '../../kernel/embed/open-kernel.ts';
import type { System } from '../../kernel/embed/system.ts';
import { SourceText } from '../../kernel/reader/source.ts';

export const LIBRARY_TIERS = ['native', 'vm', 'cek'] as const;
export type LibraryTier = (typeof LIBRARY_TIERS)[number];

export class JsStages {
  readonly #system: System;

  private constructor(system: System) {
    this.#system = system;
  }

  /** Programs run on the library's own tier; beside the native library, as `sx js` runs them: interpreted, and compiled when hot. */
  static on(tier: LibraryTier, cacheDir: string): JsStages {
    if (tier === 'native') {
      const store = new CacheStore(cacheDir);
      return new JsStages(createJsHost(store, new CodeCache(store), { tier: 'auto' }).system);
    }
    const libraries = [STANDARD, JAVASCRIPT].map(folder => openLibrary(folder, readLibrary));
    const { system } = openKernel({ tier, libraries, hooks: { now: () => Date.now() } });
    return new JsStages(system);
  }

  /**
   * Number of tokens. The parser itself decides what a slash or a brace means, so the text must not have regular expressions
   * or templates.
   */
  tokenise(text: string): number {
    const lexer = this.#call('new-parser', text, false, false, 0, 0, null);
    this.#call('enter-frame!', lexer, 'script', true);
    const { kernel } = this.#system;
    const [next, type] = [this.#js('lex-next!'), this.#js('lexer-type')];
    for (let tokens = 0; ; tokens++) {
      kernel.call(next, lexer);
      if (kernel.call(type, lexer) === 'eof') return tokens;
    }
  }

  parse(text: string): unknown {
    return this.#call('js-parse-script', text, null);
  }

  /** A parsed program as an SX datum; a program can be translated once. */
  translate(program: unknown, text: string): unknown {
    this.#call('scopes-reset!');
    return this.#call('translate-script', program, text, null);
  }

  /** Expands and runs a datum in a fresh realm, with all jobs it queues. */
  run(datum: unknown, text: string): void {
    const { kernel } = this.#system;
    const source = new SourceText('program.js', text);
    const node = this.#system.expander(kernel.namespace('js'), source).expandTop(datum);
    const script = this.#system.engine.evaluate(node, source);
    const realm = this.#call('js-make-realm');
    this.#call('js-run-script', script, realm, 'program.js');
    this.#call('js-run-jobs', realm);
  }

  #call(name: string, ...args: unknown[]): unknown {
    return this.#system.kernel.call(this.#js(name), ...args);
  }

  #js(name: string): unknown {
    return this.#system.kernel.namespace('js').cell(name).v;
  }
}
