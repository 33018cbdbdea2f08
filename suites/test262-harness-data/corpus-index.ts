/**
 * All tests of a corpus with what their frontmatter says. The first look reads every file; later ones take the index from the
 * store. Files of an immutable corpus (an archive, the pinned clone) are not even looked at again; in an ordinary folder each
 * file's size and time of change are compared, and only changed files are read.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import fastGlob from 'fast-glob';
import { readFrontmatter } from '../../harness/frontmatter.ts';
import { INDEX_VERSION, type IndexedTest, packIndex, unpackIndex } from './index-format.ts';
import type { Corpus } from './locate.ts';

export type { IndexedTest } from './index-format.ts';

/** The part of the cache that the index needs. */
export interface IndexStore {
  get(kind: string, key: string): Uint8Array | undefined;
  put(kind: string, key: string, payload: string): void;
  fingerprint(inputs: Readonly<Record<string, string>>): string;
}

export interface CorpusIndex {
  /** Sorted by path. */
  tests: readonly IndexedTest[];
  /** Files that had to be read now. */
  read: number;
}

const KIND = 'index';

export async function indexCorpus(corpus: Corpus, store: IndexStore): Promise<CorpusIndex> {
  const identity = corpus.immutableKey ?? `folder-${corpus.root}`;
  const key = store.fingerprint({ version: String(INDEX_VERSION), identity });
  const stored = store.get(KIND, key);
  const known = stored === undefined ? [] : unpackIndex(Buffer.from(stored).toString('utf8'));
  if (known.length > 0 && corpus.immutableKey !== undefined) return { tests: known, read: 0 };
  const index = await refresh(path.join(corpus.root, 'test'), known);
  if (index.read > 0 || index.tests.length !== known.length) store.put(KIND, key, packIndex(index.tests));
  return index;
}

async function refresh(testRoot: string, known: readonly IndexedTest[]): Promise<CorpusIndex> {
  const byPath = new Map(known.map(test => [test.path, test]));
  const paths = await fastGlob('**/*.js', { cwd: testRoot, ignore: ['**/*_FIXTURE*'], dot: true, followSymbolicLinks: false });
  paths.sort();
  let read = 0;
  const tests = paths.map(relative => {
    const file = path.join(testRoot, relative);
    const { size, mtimeMs } = statSync(file);
    const old = byPath.get(relative);
    if (old !== undefined && old.size === size && old.mtimeMs === mtimeMs) return old;
    read += 1;
    return indexTest(relative, file, size, mtimeMs);
  });
  return { tests, read };
}

function indexTest(relative: string, file: string, size: number, mtimeMs: number): IndexedTest {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    return { path: relative, frontmatter: null, frontmatterError: (error as Error).message, usesAgent: false, size, mtimeMs };
  }
  const result = readFrontmatter(source);
  if (!result.readable)
    return { path: relative, frontmatter: null, frontmatterError: result.reason, usesAgent: false, size, mtimeMs };
  const { frontmatter } = result;
  const usesAgent =
    /\$262\s*(?:\?\.|\.|\[)\s*\[?\s*["'`]?agent\b/.test(source) || frontmatter.includes.includes('atomicsHelper.js');
  return { path: relative, frontmatter, usesAgent, size, mtimeMs };
}
