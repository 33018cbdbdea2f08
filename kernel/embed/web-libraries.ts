/**
 * The libraries of the web side, written in SX: the adapters and what is built on them. They share the namespace `web`; programs get at
 * them by `(import (sx web))` and `(import (sx dream))`.
 */

import type { Kernel } from '../instance/kernel.ts';
import { readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import { List } from '../values/list.ts';
import type { Library, LibraryFile } from './image.ts';

/** Folders below `kernel/lib`, in load order, and what an import of each brings: everything, or names that begin so. */
export const WEB_FOLDERS = ['web', 'dream'] as const;
export type WebFolder = (typeof WEB_FOLDERS)[number];

const EXPORTED: Readonly<Record<WebFolder, readonly string[]>> = { web: [''], dream: ['dream-', 'dr/'] };

/** The files of some folders as one library to compile; `read` answers the text of a file below `kernel/lib`. */
export function webLibrary(kernel: Kernel, read: (path: string) => string, folders: readonly WebFolder[] = WEB_FOLDERS): Library {
  const files = folders.flatMap(folder => {
    const manifest = new SourceText(`${folder}/manifest.sx`, read(`${folder}/manifest.sx`));
    const [names] = readAll(manifest, kernel.symbols) as [List];
    return Array.from(names, (name): LibraryFile => {
      const path = `${folder}/${String(name)}`;
      return { path: `kernel/lib/${path}`, text: read(path) };
    });
  });
  return { namespace: 'web', movable: true, files };
}

/** Makes what has been loaded into the namespace `web` available to imports. */
export function offerWebLibraries(kernel: Kernel, folders: readonly WebFolder[] = WEB_FOLDERS): void {
  const namespace = kernel.namespace('web');
  const names = namespace.definedNames();
  for (const folder of folders) {
    const exported = names.filter(name => EXPORTED[folder].some(prefix => name.startsWith(prefix)));
    const name = List.of([kernel.symbols.symbol('sx'), kernel.symbols.symbol(folder)]);
    kernel.libraries.add({ name, namespace, exports: new Map(exported.map(n => [n, n])) });
  }
}
