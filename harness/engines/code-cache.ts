/**
 * V8's code cache for the kernel and for generated library code. A worker that finds no cached code compiles as usual and stores
 * what V8 has compiled once the functions have run (code that was never run is not in it); later workers start from that. Only
 * our own bundle and what our own compiler emitted comes here.
 */
import { Script } from 'node:vm';
import { fingerprint } from '../../cache/fingerprint.ts';
import type { CacheStore } from '../../cache/store.ts';
import type { CodeLoader, PackLoader } from '../../kernel/native/units/loader.ts';

const KIND = 'code-cache';

export class CodeCache {
  readonly #store: CacheStore;
  /** Scripts that were compiled here and whose code is not stored yet. */
  readonly #fresh = new Map<string, Script>();

  constructor(store: CacheStore) {
    this.#store = store;
  }

  /** A loader for the unit with this key. */
  loaderFor(unitKey: string): CodeLoader {
    return (body, name) => this.run(`(function (rt) {${body}\n})`, name, unitKey) as ReturnType<CodeLoader>;
  }

  /** A loader for the pack of units with this key. */
  packLoaderFor(packKey: string): PackLoader {
    return text => this.run(text, 'sx:pack', packKey) as ReturnType<PackLoader>;
  }

  /** Value of a script whose text follows from `key`. */
  run(text: string, filename: string, key: string): unknown {
    const entry = fingerprint({ key, filename, node: process.version, arch: process.arch, flags: process.execArgv.join(' ') });
    const cachedData = this.#store.get(KIND, entry);
    const script = new Script(text, { filename, ...(cachedData === undefined ? {} : { cachedData }) });
    if (cachedData === undefined || script.cachedDataRejected === true) this.#fresh.set(entry, script);
    return script.runInThisContext();
  }

  /** Stores the code of all scripts that were compiled in this process; may be called again when more has run. */
  save(): void {
    for (const [key, script] of this.#fresh) this.#store.put(KIND, key, script.createCachedData());
  }

  /** Call when nothing more will be saved. */
  forget(): void {
    this.#fresh.clear();
  }
}
