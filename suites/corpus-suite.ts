/**
 * Suites in test262's layout: the real corpus, and the in-repo slice that stands in when no corpus can be had.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Suite } from './suite.ts';
import { type Corpus, type IndexStore, indexCorpus, type LocateRequest, locateCorpus } from './test262-harness-data/index.ts';

export interface OpenRequest extends LocateRequest {
  store: IndexStore;
  /** Folder of the in-repo slice. */
  sliceRoot: string;
  /** Commit of this repository's slice: its own version. */
  sliceCommit: string;
}

/** The corpus when there is one, else the slice. */
export async function openTest262(request: OpenRequest): Promise<Suite> {
  const { corpus, notes } = await locateCorpus(request);
  if (corpus === null) return { ...(await openSlice(request)), notes };
  return open('test262', corpus, request.store);
}

export async function openSlice(request: Pick<OpenRequest, 'store' | 'sliceRoot' | 'sliceCommit'>): Promise<Suite> {
  const corpus: Corpus = {
    root: request.sliceRoot,
    commit: request.sliceCommit,
    origin: 'in-repo slice',
    immutableKey: undefined,
  };
  return open('slice', corpus, request.store);
}

async function open(name: string, corpus: Corpus, store: IndexStore): Promise<Suite> {
  const { tests } = await indexCorpus(corpus, store);
  return {
    name,
    commit: corpus.commit,
    origin: corpus.origin,
    root: corpus.root,
    tests,
    harnessFiles: listHarness(path.join(corpus.root, 'harness'), ''),
    notes: [],
  };
}

function listHarness(folder: string, prefix: string): Set<string> {
  const names = new Set<string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory())
      for (const name of listHarness(path.join(folder, entry.name), `${prefix}${entry.name}/`)) names.add(name);
    else if (entry.name.endsWith('.js')) names.add(prefix + entry.name);
  }
  return names;
}
