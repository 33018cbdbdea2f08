/** For tests: kernels with the standard library, from its source files. */
import { readFileSync } from 'node:fs';
import { System } from '../boot.ts';
import type { LibraryFile } from '../image.ts';
import type { KernelHooks } from '../kernel.ts';
import { readAll } from '../reader/reader.ts';
import { SourceText } from '../reader/source.ts';
import type { List } from '../values/list.ts';

let files: LibraryFile[] | undefined;

export function standardLibrary(): readonly LibraryFile[] {
  const read = (name: string): string => readFileSync(new URL(`../lib/std/${name}`, import.meta.url), 'utf8');
  files ??= Array.from(
    readAll(new SourceText('manifest.sx', read('manifest.sx')), new System().kernel.symbols)[0] as List,
    name => ({
      path: `kernel/lib/std/${name}`,
      text: read(String(name)),
    }),
  );
  return files;
}

export function standardSystem(hooks: Partial<KernelHooks> = {}, engine: 'cek' | 'vm' = 'cek'): System {
  const system = new System(hooks);
  if (engine === 'vm') system.useVm();
  for (const { path, text } of standardLibrary()) {
    system.evaluateText(new SourceText(path, text, true), system.kernel.base);
  }
  return system;
}
