/**
 * Images: libraries compiled ahead of time to native units. A unit's key covers the compiler's version, the namespace and every
 * source text up to and including its own, since earlier files may define macros that the later ones use. Units that are in
 * the store are only instantiated; the first missing one and those after it are compiled in a scratch kernel, where
 * macros can run, and stored.
 */

import type { Cell, Node } from '../core/nodes.ts';
import type { Kernel } from '../instance/kernel.ts';
import { emitUnit } from '../native/emission/emitter.ts';
import type { StoredSite } from '../native/frames/stored-sites.ts';
import { type Export, type Imports, Linkage } from '../native/units/exports.ts';
import {
  instantiate,
  instantiatePacked,
  newFunctionPackLoader,
  type PackLoader,
  packText,
  type UnitFactory,
} from '../native/units/loader.ts';
import { fromStored, type NativeUnit, toStored } from '../native/units/unit.ts';
import { SourceText } from '../reader/source.ts';
import { System } from './system.ts';

export interface LibraryFile {
  /** Path for messages and positions, relative to the project. */
  path: string;
  text: string;
}

export interface Library {
  /** Name of the namespace that all files share. */
  namespace: string;
  /** Frames of its procedures can be moved into the interpreter, once that has their text (`portable.ts`). */
  movable?: boolean;
  /** Files whose procedures the interpreter runs from their text, so that continuations cross them (`portable.ts`). */
  portable?: (path: string) => boolean;
  files: readonly LibraryFile[];
  /** As what programs import it, and the beginnings of the names that they get. */
  offered?: { readonly name: readonly string[]; readonly begins: readonly string[] };
}

export interface UnitStore {
  get(key: string): string | null;
  put(key: string, payload: string): void;
}

/** What was noted about source files in their present state, so that their texts need not be read. */
export interface SourceNote {
  /** Digest of all texts. */
  digest: string | undefined;
  /** Notes the digest, now that the texts have been read. */
  write(digest: string): void;
}

export interface ImageEnvironment {
  store: UnitStore;
  /** Digest of several texts, as hex. */
  digest(parts: readonly string[]): string;
  /** Fingerprint of everything besides the library's own text that determines generated code. */
  version: string;
  /** Turns an image's code into functions; gets the image's key, so that engine code caches can be kept beside it. */
  packLoader?: ((key: string) => PackLoader) | undefined;
  note?: SourceNote | undefined;
}

export interface CompiledFile {
  key: string;
  namespace: string;
  unit: NativeUnit;
}

/** All units of some libraries in load order. */
export interface Image {
  /** Fingerprint of everything that went in. */
  key: string;
  files: CompiledFile[];
  /** The code of all units as one text: one script is loaded much faster than many. */
  pack: string;
}

/** Units of all files: the stored pack, or stored units one by one, compiled where the store has none. */
export function compileLibraries(libraries: readonly Library[], env: ImageEnvironment): Image {
  const names = libraries.flatMap(({ namespace, movable = false, files }) =>
    files.flatMap(f => [namespace, String(movable), f.path]),
  );
  const keyOf = (texts: string): string => env.digest(['pack', env.version, texts, ...names]);
  const noted = env.note?.digest === undefined ? null : storedPack(keyOf(env.note.digest), libraries, env);
  if (noted !== null) return noted;
  const texts = env.digest(libraries.flatMap(({ files }) => files.map(f => f.text)));
  env.note?.write(texts);
  const packKey = keyOf(texts);
  return storedPack(packKey, libraries, env) ?? compileSteps(packKey, libraries, env);
}

/** An image in the store: what loading needs of all units in one line, exports and call sites of each unit in two more, then the code. */
function packed(files: readonly CompiledFile[], code: string): string {
  const units = files.map(({ unit: { name, cells } }) => ({ name, cells }));
  const lines = [units, ...files.flatMap(f => [f.unit.exports, f.unit.storedSites])].map(part => JSON.stringify(part));
  return [...lines, code].join('\n');
}

function storedPack(key: string, libraries: readonly Library[], env: ImageEnvironment): Image | null {
  const stored = env.store.get(key);
  if (stored === null) return null;
  let at = 0;
  const line = (): string => stored.slice(at, (at = stored.indexOf('\n', at) + 1));
  const units = JSON.parse(line()) as Pick<NativeUnit, 'name' | 'cells'>[];
  const namespaces = libraries.flatMap(({ namespace, files }) => files.map(() => namespace));
  const files = units.map(({ name, cells }, i) => {
    const unit = new PackedUnit(name, cells, line(), line());
    return { key: `${key}:${i}`, namespace: namespaces[i] as string, unit };
  });
  return { key, files, pack: stored.slice(at) };
}

function compileSteps(packKey: string, libraries: readonly Library[], env: ImageEnvironment): Image {
  const files: CompiledFile[] = [];
  const scratch = new Scratch();
  let key = env.version;
  const steps = libraries.flatMap(({ files, namespace, movable = false }) => files.map(file => ({ namespace, movable, file })));
  for (const { namespace, movable, file } of steps) {
    key = env.digest([key, namespace, String(movable), file.path, file.text]);
    const stored = env.store.get(key);
    const unit = stored === null ? scratch.compile(files, namespace, movable, file) : fromStored(JSON.parse(stored));
    if (stored === null) env.store.put(key, JSON.stringify(toStored(unit)));
    files.push({ key, namespace, unit });
  }
  const pack = ascii(packText(files.map(f => f.unit.code)));
  env.store.put(packKey, packed(files, pack));
  return { key: packKey, files, pack };
}

/** The same code: a single other character would double the size of the whole text in memory. */
function ascii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A unit whose code is in its image's pack. Its exports and call sites are decoded when they are asked for. */
class PackedUnit implements NativeUnit {
  readonly code = '';
  readonly sealed = true;
  readonly liveCells = [];
  readonly constants = [];
  readonly sites = [];
  readonly map = '';
  readonly file = '';

  constructor(
    readonly name: string,
    readonly cells: string[],
    private readonly exportsText: string,
    private readonly sitesText: string,
  ) {}

  get exports(): Record<string, Export> {
    const exports = JSON.parse(this.exportsText) as Record<string, Export>;
    Object.defineProperty(this, 'exports', { value: exports });
    return exports;
  }

  get storedSites(): readonly StoredSite[] {
    const sites = JSON.parse(this.sitesText) as StoredSite[];
    Object.defineProperty(this, 'storedSites', { value: sites });
    return sites;
  }
}

/** Runs the units in order in a kernel. */
export function loadImage(kernel: Kernel, image: Image, env: Partial<ImageEnvironment>): void {
  const factories = (env.packLoader?.(image.key) ?? newFunctionPackLoader)(image.pack);
  image.files.forEach(({ unit, namespace }, i) => {
    instantiatePacked(factories[i] as UnitFactory, unit, kernel, kernel.namespace(namespace))();
  });
}

/** What all of these promise to code compiled after them, looked up when it is asked for. */
export function promisesOf(files: readonly CompiledFile[], kernel: Kernel): Imports {
  const found = new Map<Cell, Export | undefined>();
  const search = (cell: Cell): Export | undefined => {
    for (let i = files.length - 1; i >= 0; i--) {
      const { unit, namespace } = files[i] as CompiledFile;
      if (Object.hasOwn(unit.exports, cell.name) && kernel.namespace(namespace).lookup(cell.name)?.v === cell.v) {
        return unit.exports[cell.name];
      }
    }
    return undefined;
  };
  return cell => {
    if (!found.has(cell)) found.set(cell, search(cell));
    return found.get(cell);
  };
}

/** The kernel in which missing units are compiled; made at the first need and kept level with the units before. */
class Scratch {
  private system: System | null = null;
  private level = 0;
  /** What the units so far promise to the next one. */
  private readonly linkage = new Linkage();

  compile(before: readonly CompiledFile[], namespace: string, movable: boolean, file: LibraryFile): NativeUnit {
    this.system ??= new System();
    const { kernel } = this.system;
    for (; this.level < before.length; this.level++) {
      const earlier = before[this.level] as CompiledFile;
      const namespace = kernel.namespace(earlier.namespace);
      instantiate(earlier.unit, kernel, namespace)();
      this.linkage.add(earlier.unit, namespace);
    }
    const nodes: Node[] = [];
    const source = new SourceText(file.path, file.text);
    this.system.evaluateText(source, kernel.namespace(namespace), node => nodes.push(node));
    this.level++;
    const unit = emitUnit(nodes, {
      name: file.path,
      sealed: true,
      ahead: true,
      movable,
      imports: this.linkage.imports,
      position: offset => ({ file: file.path, ...source.position(offset) }),
    });
    this.linkage.add(unit, kernel.namespace(namespace));
    return unit;
  }
}
