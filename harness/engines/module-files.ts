/**
 * Which file an import means, and its text. Specifiers are relative to the importing file. A module is known by the real path of its
 * file, so that it is the same however it is asked for.
 */
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { ModuleText } from '../../kernel/embed/javascript-program.ts';

/** `inside`: a folder that imports may not leave. `nameOf`: what messages call a file. */
export function loadModuleFile(
  specifier: string,
  referrer: string,
  nameOf: (file: string) => string,
  inside?: string,
): ModuleText | undefined {
  if (!/^(?:\.{0,2}\/)/.test(specifier)) return undefined;
  const asked = path.resolve(path.dirname(referrer), specifier);
  if (inside !== undefined && !asked.startsWith(inside + path.sep)) return undefined;
  try {
    const identity = realpathSync(asked);
    return { identity, path: nameOf(identity), source: readFileSync(identity, 'utf8') };
  } catch (e) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((e as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw e;
  }
}
