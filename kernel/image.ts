/**
 * Images: libraries compiled ahead of time to native units. A unit's key covers the compiler's version, the namespace and every
 * source text up to and including its own, since earlier files may define macros that the later ones use. Units that are in
 * the store are only instantiated; the first missing one and those after it are compiled in a scratch kernel, where
 * macros can run, and stored.
 */
import { System } from './boot.ts';
import type { Node } from './core/nodes.ts';
import type { Kernel } from './kernel.ts';
import { emitUnit } from './native/emitter.ts';
import { Linkage } from './native/exports.ts';
import { type CodeLoader, instantiate } from './native/loader.ts';
import { fromStored, type NativeUnit, toStored } from './native/unit.ts';
import { SourceText } from './reader/source.ts';

export interface LibraryFile {
  /** Path for messages and positions, relative to the project. */
  path: string;
  text: string;
}

export interface Library {
  /** Name of the namespace that all files share. */
  namespace: string;
  files: readonly LibraryFile[];
}

export interface UnitStore {
  get(key: string): string | null;
  put(key: string, payload: string): void;
}

export interface ImageEnvironment {
  store: UnitStore;
  /** Digest of several texts, as hex. */
  digest(parts: readonly string[]): string;
  /** Fingerprint of everything besides the library's own text that determines generated code. */
  version: string;
  /** Turns a unit's code into a function; gets the unit's key, so that engine code caches can be kept beside it. */
  loader?: ((key: string) => CodeLoader) | undefined;
}

export interface CompiledFile {
  key: string;
  namespace: string;
  unit: NativeUnit;
}

/** Units of all files, compiled where the store has none. `built` names the files that were compiled now. */
export function compileLibraries(
  libraries: readonly Library[],
  env: ImageEnvironment,
): { files: CompiledFile[]; built: string[] } {
  const files: CompiledFile[] = [];
  const built: string[] = [];
  const scratch = new Scratch(env);
  let chain = env.version;
  for (const library of libraries) {
    for (const file of library.files) {
      chain = env.digest([chain, library.namespace, file.path, file.text]);
      const stored = env.store.get(chain);
      let unit: NativeUnit;
      if (stored !== null) {
        unit = fromStored(JSON.parse(stored));
      } else {
        unit = scratch.compile(files, library.namespace, file);
        env.store.put(chain, JSON.stringify(toStored(unit)));
        built.push(file.path);
      }
      files.push({ key: chain, namespace: library.namespace, unit });
    }
  }
  return { files, built };
}

/** Runs the units in order in a kernel. */
export function loadImage(kernel: Kernel, files: readonly CompiledFile[], env: Partial<ImageEnvironment>): void {
  for (const file of files) run(kernel, file, env);
}

/** What all of these promise to code compiled after them. */
export function linkageOf(files: readonly CompiledFile[], kernel: Kernel): Linkage {
  const linkage = new Linkage();
  for (const file of files) linkage.add(file.unit, kernel.namespace(file.namespace));
  return linkage;
}

function run(kernel: Kernel, file: CompiledFile, env: Partial<ImageEnvironment>): void {
  instantiate(file.unit, kernel, kernel.namespace(file.namespace), env.loader?.(file.key))();
}

/** The kernel in which missing units are compiled; made at the first need and kept level with the units before. */
class Scratch {
  private system: System | null = null;
  private level = 0;
  /** What the units so far promise to the next one. */
  private readonly linkage = new Linkage();

  constructor(private readonly env: ImageEnvironment) {}

  compile(before: readonly CompiledFile[], namespace: string, file: LibraryFile): NativeUnit {
    this.system ??= new System();
    const { kernel } = this.system;
    for (; this.level < before.length; this.level++) {
      const earlier = before[this.level] as CompiledFile;
      run(kernel, earlier, this.env);
      this.linkage.add(earlier.unit, kernel.namespace(earlier.namespace));
    }
    const nodes: Node[] = [];
    const source = new SourceText(file.path, file.text);
    this.system.evaluateText(source, kernel.namespace(namespace), node => nodes.push(node));
    this.level++;
    const unit = emitUnit(nodes, {
      name: file.path,
      sealed: true,
      ahead: true,
      imports: this.linkage.imports,
      position: offset => ({ file: file.path, ...source.position(offset) }),
    });
    this.linkage.add(unit, kernel.namespace(namespace));
    return unit;
  }
}
