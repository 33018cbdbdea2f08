/**
 * Files below shared folders, read only. A path is names joined by "/": nothing that could mean something else to a file system gets to it,
 * and a link that leads out of the folder is as good as absent.
 */
import { open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Value } from '../../../kernel/values/procedure.ts';
import type { Args, Implemented } from '../dispatcher.ts';
import { failEffect } from '../failure.ts';
import type { files } from '../table.ts';
import { bytesOf } from './data.ts';

const LARGEST_READ = 32 << 20;
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP']);

/** The file's own path, or undefined when there is none below the root. */
async function find(roots: Readonly<Record<string, string>>, args: Args): Promise<string | undefined> {
  const name = args.get('root') as string;
  if (!Object.hasOwn(roots, name)) failEffect('denied', `no folder is shared as ${JSON.stringify(name)}`);
  const given = args.get('path') as string;
  const parts = given.split('/');
  // Empty names, `.`, `..`, NUL, and what Windows and shells read as separators, drives or streams.
  if (parts.some(part => part === '' || part === '.' || part === '..' || /[\0\\:]/.test(part))) return undefined;
  const root = await realpath(roots[name] as string);
  const found = await absentAs(undefined, realpath(path.join(root, ...parts)));
  return found?.startsWith(root + path.sep) ? found : undefined;
}

async function absentAs<T, A>(absent: A, act: Promise<T>): Promise<T | A> {
  try {
    return await act;
  } catch (e) {
    const code = (e as NodeJS.ErrnoException).code ?? '';
    if (ABSENT.has(code)) return absent;
    return failEffect('unavailable', `the file cannot be read (${code})`, e);
  }
}

async function read(file: string, args: Args): Promise<Buffer> {
  const handle = await absentAs(undefined, open(file, 'r'));
  if (handle === undefined) return failEffect('missing', `there is no file ${args.get('path')}`);
  try {
    const info = await handle.stat();
    if (!info.isFile()) failEffect('missing', `${args.get('path')} is no file`);
    const start = (args.get('start') as number | null | undefined) ?? 0;
    const end = Math.min((args.get('end') as number | null | undefined) ?? info.size, info.size);
    if (start < 0 || start > end) failEffect('invalid', `no bytes from ${start} to ${end} in a file of ${info.size}`);
    if (end - start > LARGEST_READ)
      failEffect('limit', `at most ${LARGEST_READ} bytes are read at once; read parts by :start and :end`);
    const buffer = Buffer.alloc(end - start);
    let done = 0;
    while (done < buffer.length) {
      const { bytesRead } = await handle.read(buffer, done, buffer.length - done, start + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return buffer.subarray(0, done);
  } finally {
    await handle.close();
  }
}

/** `roots`: folders by the name under which programs know them. */
export function fileEffects(roots: Readonly<Record<string, string>>): Implemented<typeof files> {
  return {
    'file-stat': async args => {
      const file = await find(roots, args);
      const info = file === undefined ? undefined : await absentAs(undefined, stat(file));
      const kind = info?.isFile() ? 'file' : info?.isDirectory() ? 'folder' : undefined;
      if (info === undefined || kind === undefined) return null;
      return new Map<string, Value>([
        ['size', info.size],
        ['modified', Math.floor(info.mtimeMs)],
        ['kind', kind],
      ]);
    },
    'file-read': async args => {
      const as = args.get('as') ?? 'bytes';
      if (as !== 'bytes' && as !== 'text') failEffect('invalid', `:as is "bytes" or "text", not ${JSON.stringify(as)}`);
      const file = await find(roots, args);
      if (file === undefined) return failEffect('missing', `there is no file ${args.get('path')}`);
      const content = await read(file, args);
      return as === 'text' ? content.toString('utf8') : bytesOf(content);
    },
  };
}
