/**
 * Which commit a corpus holds. A git folder says so itself; a name such as `test262-be13516f` is believed and completed by the pin
 * when it is a prefix of it; anything else is identified by content where that is known (archives), or not at all.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PINNED_COMMIT } from './pin.ts';

export const UNKNOWN_COMMIT = 'unknown';

export function commitFromName(name: string): string | undefined {
  const match = /(?:^|[^0-9a-f])([0-9a-f]{7,40})(?:[^0-9a-f]|$)/.exec(path.basename(name).replace(/\.tar\.gz$|\.tgz$/, ''));
  if (match === null) return undefined;
  return PINNED_COMMIT.startsWith(match[1]!) ? PINNED_COMMIT : match[1]!;
}

/** Reads HEAD of a work tree without starting git; follows one symbolic reference, loose or packed. */
export function commitFromGit(folder: string): string | undefined {
  const git = path.join(folder, '.git');
  if (!existsSync(git) || !statSync(git).isDirectory()) return undefined;
  const head = readFileSync(path.join(git, 'HEAD'), 'utf8').trim();
  if (/^[0-9a-f]{40}$/.test(head)) return head;
  const reference = /^ref: (.+)$/.exec(head)?.[1];
  if (reference === undefined) return undefined;
  const loose = path.join(git, reference);
  if (existsSync(loose)) return readFileSync(loose, 'utf8').trim();
  const packed = path.join(git, 'packed-refs');
  if (!existsSync(packed)) return undefined;
  const line = readFileSync(packed, 'utf8')
    .split('\n')
    .find(entry => entry.endsWith(` ${reference}`));
  return line?.split(' ')[0];
}

export function commitOfFolder(folder: string): string {
  return commitFromGit(folder) ?? commitFromName(folder) ?? UNKNOWN_COMMIT;
}
