/** A kernel with the standard library, loaded from the source files of this package: what people's own SX programs run on. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { System } from '../../kernel/boot.ts';
import type { KernelHooks } from '../../kernel/kernel.ts';
import { readAll } from '../../kernel/reader/reader.ts';
import { SourceText } from '../../kernel/reader/source.ts';
import type { List } from '../../kernel/values/list.ts';
import { projectRoot } from '../project-root.ts';

export interface StandardFile {
  /** Relative to the package. */
  path: string;
  text: string;
}

/** The files of the standard library in load order. */
export function standardFiles(): StandardFile[] {
  const read = (name: string): string => readFileSync(path.join(projectRoot(), 'kernel/lib/std', name), 'utf8');
  const { symbols } = new System().kernel;
  const names = readAll(new SourceText('manifest.sx', read('manifest.sx')), symbols)[0] as List;
  return Array.from(names, name => ({ path: `kernel/lib/std/${name}`, text: read(String(name)) }));
}

export function standardSystem(hooks: Partial<KernelHooks> = {}, engine: 'cek' | 'vm' = 'cek'): System {
  const system = new System(hooks);
  if (engine === 'vm') system.useVm();
  for (const file of standardFiles()) {
    system.evaluateText(new SourceText(file.path, file.text, true), system.kernel.base);
  }
  return system;
}
