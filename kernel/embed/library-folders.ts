/**
 * The libraries that come with the kernel: folders below `kernel/lib`, each with a manifest that names its files in load order, and how
 * the kernel keeps each of them.
 */
import { readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import type { List } from '../values/list.ts';
import { SymbolTable } from '../values/symbol.ts';
import type { Library, LibraryFile } from './image.ts';

export interface LibraryFolder extends Omit<Library, 'files'> {
  /** Below `kernel/lib`. */
  readonly folder: string;
}

export const STANDARD: LibraryFolder = { folder: 'std', namespace: 'base', movable: true, portable: () => true };

export const JAVASCRIPT: LibraryFolder = {
  folder: 'js',
  namespace: 'js',
  // The interpreter calls functions of programs itself, so that its frames are the program's.
  portable: path => path === 'kernel/lib/js/runtime/functions/call.sx',
};

/** Markup, pages, components. All libraries of the web side share a namespace. */
export const WEB: LibraryFolder = {
  folder: 'web',
  namespace: 'web',
  movable: true,
  portable: () => true,
  offered: { name: ['sx', 'web'], begins: [''] },
};

/** Dream-on-SX. */
export const DREAM: LibraryFolder = { ...WEB, folder: 'dream', offered: { name: ['sx', 'dream'], begins: ['dream-', 'dr/'] } };

/** Host-on-SX: the application layer over Dream. */
export const HOST: LibraryFolder = {
  ...WEB,
  folder: 'host',
  offered: { name: ['sx', 'host'], begins: ['host/', 'sxtp/', 'composition/', 'compose/', 'execute/', 'flow/'] },
};

/** All of them, by the name of their folder. */
export const LIBRARIES: Readonly<Record<string, LibraryFolder>> = Object.fromEntries(
  [STANDARD, JAVASCRIPT, WEB, DREAM, HOST].map(each => [each.folder, each]),
);

/** Text of a file below `kernel/lib`, such as `js/manifest.sx`; throws when there is none. */
export type ReadLibrary = (name: string) => string;

/** A library whose texts are read when they are needed. */
export function openLibrary({ folder, ...library }: LibraryFolder, read: ReadLibrary): Library {
  const manifest = new SourceText(`${folder}/manifest.sx`, read(`${folder}/manifest.sx`));
  const names = readAll(manifest, new SymbolTable())[0] as List;
  return { ...library, files: Array.from(names, name => new SourceFile(`${folder}/${name}`, read)) };
}

class SourceFile implements LibraryFile {
  readonly path: string;
  private found: string | undefined;

  constructor(
    readonly name: string,
    private readonly read: ReadLibrary,
  ) {
    this.path = `kernel/lib/${name}`;
  }

  get text(): string {
    this.found ??= this.read(this.name);
    return this.found;
  }
}
