/**
 * Archives. A `.tar.gz` is unpacked once into `<cache>/corpus/<sha256>`; the folder appears by a rename when it is complete, so
 * that an interrupted or concurrent unpacking is never seen. The archive's own commit is remembered beside the files.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';

const LEFTOVER_MS = 3_600_000;

export interface Unpacked {
  root: string;
  sha256: string;
}

export async function unpackArchive(archive: string, cacheFolder: string): Promise<Unpacked> {
  const sha256 = await hashFile(archive);
  const home = path.join(cacheFolder, 'corpus');
  const target = path.join(home, sha256);
  if (!existsSync(target)) {
    mkdirSync(home, { recursive: true });
    removeLeftovers(home);
    const temporary = mkdtempSync(path.join(home, `${sha256}.tmp-`));
    try {
      const tar = await execa('tar', ['-xzf', path.resolve(archive), '-C', temporary], { reject: false });
      if (tar.failed) throw new Error(`cannot unpack ${archive}: ${firstLine(tar.stderr) || tar.shortMessage}`);
      settle(temporary, target);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return { root: corpusRootIn(target), sha256 };
}

/** Another process may have been first; its folder has the same content. */
function settle(temporary: string, target: string): void {
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

/** Folders of unpackings that were killed; young ones may still be at work. */
function removeLeftovers(home: string): void {
  for (const name of readdirSync(home)) {
    if (!name.includes('.tmp-')) continue;
    const stat = statSync(path.join(home, name), { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > LEFTOVER_MS)
      rmSync(path.join(home, name), { recursive: true, force: true });
  }
}

/** Archives may hold the corpus itself or one folder around it. */
export function corpusRootIn(folder: string): string {
  if (existsSync(path.join(folder, 'test'))) return folder;
  const inner = readdirSync(folder).filter(name => statSync(path.join(folder, name)).isDirectory());
  return inner.length === 1 ? path.join(folder, inner[0]!) : folder;
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
