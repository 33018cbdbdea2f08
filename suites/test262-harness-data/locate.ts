/**
 * Where the corpus is. Tries, in this order: the option, the environment variable, a clone that the cache holds already, a fresh
 * shallow clone. A location that was named but cannot be used is an error (the caller asked for it); finding none at all is not:
 * the caller then scores the in-repo slice and shows the notes.
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { shallowClone } from './clone.ts';
import { commitFromName, commitOfFolder } from './commit.ts';
import { PINNED_COMMIT, REPOSITORY } from './pin.ts';
import { unpackArchive } from './unpack.ts';

export interface Corpus {
  /** Has `test/` and `harness/`. */
  root: string;
  commit: string;
  /** Where it came from, for the first line of reports. */
  origin: string;
  /** Set when the files cannot change: the index needs no look at the disk. */
  immutableKey: string | undefined;
}

export interface LocateRequest {
  /** `--test262`. */
  option?: string | undefined;
  /** `TEST262`. */
  environment?: string | undefined;
  cacheFolder: string;
  /** Set to false to stay off the network. */
  clone?: boolean;
  cloneTimeoutMs?: number;
  repository?: string;
  /** Called before a clone starts, which may take minutes. */
  onClone?: (what: string) => void;
}

export interface Located {
  corpus: Corpus | null;
  /** What was tried without success. */
  notes: readonly string[];
}

/** A named location that cannot be used. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
}

export async function locateCorpus(request: LocateRequest): Promise<Located> {
  if (given(request.option)) return { corpus: await named(request.option, '--test262', request.cacheFolder), notes: [] };
  if (given(request.environment)) return { corpus: await named(request.environment, 'TEST262', request.cacheFolder), notes: [] };
  const cached = path.join(request.cacheFolder, 'corpus', PINNED_COMMIT);
  if (existsSync(cached)) return { corpus: pinned(cached, 'cache'), notes: [] };
  if (request.clone === false) return { corpus: null, notes: ['no corpus named, none in the cache, and cloning is off'] };
  request.onClone?.(`no corpus named: cloning test262 at ${PINNED_COMMIT.slice(0, 12)}`);
  const clone = await shallowClone({
    repository: request.repository ?? REPOSITORY,
    commit: PINNED_COMMIT,
    target: cached,
    timeoutMs: request.cloneTimeoutMs ?? 180_000,
  });
  if ('root' in clone) return { corpus: pinned(clone.root, 'clone'), notes: [] };
  return { corpus: null, notes: [`cannot clone test262 at ${PINNED_COMMIT.slice(0, 12)}: ${clone.failure}`] };
}

function given(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function pinned(root: string, origin: string): Corpus {
  return { root, commit: PINNED_COMMIT, origin, immutableKey: `commit-${PINNED_COMMIT}` };
}

async function named(location: string, source: string, cacheFolder: string): Promise<Corpus> {
  const stat = statSync(location, { throwIfNoEntry: false });
  if (stat === undefined) throw new CorpusError(`${source}: ${location} does not exist`);
  if (stat.isDirectory()) {
    checkLayout(location, source, location);
    return { root: path.resolve(location), commit: commitOfFolder(location), origin: source, immutableKey: undefined };
  }
  if (!/\.(tar\.gz|tgz)$/.test(location))
    throw new CorpusError(`${source}: ${location} is neither a folder nor a .tar.gz archive`);
  let unpacked: Awaited<ReturnType<typeof unpackArchive>>;
  try {
    unpacked = await unpackArchive(location, cacheFolder);
  } catch (error) {
    throw new CorpusError(`${source}: ${(error as Error).message}`);
  }
  checkLayout(unpacked.root, source, location);
  const { root, sha256 } = unpacked;
  // The cache folder is named by the archive's sha256, which must not be taken for a commit.
  const inner = path.basename(root) === sha256 ? undefined : commitFromName(root);
  const commit = inner ?? commitFromName(location) ?? `sha256:${sha256.slice(0, 16)}`;
  return { root, commit, origin: source, immutableKey: `archive-${sha256}` };
}

function checkLayout(root: string, source: string, location: string): void {
  for (const folder of ['test', 'harness']) {
    const stat = statSync(path.join(root, folder), { throwIfNoEntry: false });
    if (stat === undefined || !stat.isDirectory()) {
      throw new CorpusError(`${source}: ${location} is not a test262 corpus (no ${folder}/ folder)`);
    }
  }
}
