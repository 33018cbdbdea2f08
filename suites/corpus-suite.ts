/**
 * Suites in test262's layout: the real corpus, and the in-repo slice that stands in when no corpus can be had.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunnerSetup } from '../harness/case-runner.ts';
import { matcherOf } from '../harness/path-pattern.ts';
import { includesOf } from '../harness/run-case.ts';
import { skipReason } from '../harness/skip-rules.ts';
import { type CaseSpec, caseId, modesOf, type ProgramCase, type ProgramMode, type Tier } from '../harness/test-case.ts';
import type { CaseRequest, Suite } from './suite.ts';
import {
  type Corpus,
  type IndexedTest,
  type IndexStore,
  indexCorpus,
  type LocateRequest,
  locateCorpus,
} from './test262-harness-data/index.ts';

export interface OpenRequest extends LocateRequest {
  store: IndexStore;
  /** Folder of the in-repo slice. */
  sliceRoot: string;
  /** Commit of this repository's slice: its own version. */
  sliceCommit: string;
}

/** The corpus when there is one, else the slice. */
export async function openTest262(request: OpenRequest): Promise<CorpusSuite> {
  const { corpus, notes } = await locateCorpus(request);
  if (corpus === null) return (await openSlice(request)).insteadOf(notes);
  return open('test262', corpus, request.store);
}

export async function openSlice(request: Pick<OpenRequest, 'store' | 'sliceRoot' | 'sliceCommit'>): Promise<CorpusSuite> {
  const corpus: Corpus = {
    root: request.sliceRoot,
    commit: request.sliceCommit,
    origin: 'in-repo slice',
    immutableKey: undefined,
  };
  return open('slice', corpus, request.store);
}

async function open(name: string, corpus: Corpus, store: IndexStore): Promise<CorpusSuite> {
  const { tests } = await indexCorpus(corpus, store);
  return new CorpusSuite(name, corpus, tests, []);
}

/** Test files in modes, run as programs of any engine. */
export class CorpusSuite implements Suite<IndexedTest> {
  readonly engines = 'any';
  readonly commit: string;
  readonly origin: string;
  readonly folder: string;
  readonly #root: string;
  readonly #harnessFiles: ReadonlySet<string>;

  constructor(
    readonly name: string,
    private readonly corpus: Corpus,
    readonly tests: readonly IndexedTest[],
    /** Locations that were tried in vain. */
    readonly notes: readonly string[],
    harnessFiles?: ReadonlySet<string>,
  ) {
    this.commit = corpus.commit;
    this.origin = corpus.origin;
    this.#root = corpus.root;
    this.folder = path.resolve(corpus.root, 'test');
    this.#harnessFiles = harnessFiles ?? listHarness(path.join(corpus.root, 'harness'), '');
  }

  /** The same suite as a replacement for another that could not be had. */
  insteadOf(notes: readonly string[]): CorpusSuite {
    return new CorpusSuite(this.name, this.corpus, this.tests, notes, this.#harnessFiles);
  }

  matcher(pattern: string): (path: string) => boolean {
    return matcherOf(pattern);
  }

  featuresOf({ frontmatter }: IndexedTest): readonly string[] {
    return frontmatter?.features ?? [];
  }

  casesOf(test: IndexedTest, { tier, modes, host }: CaseRequest): ProgramCase[] {
    // A test without readable frontmatter is reported once, whatever modes were asked for.
    if (test.frontmatter === null) return [this.#unreadable(test, 'sloppy', tier, test.frontmatterError ?? 'no frontmatter')];
    const { frontmatter } = test;
    const missing = includesOf(frontmatter).find(name => !this.#harnessFiles.has(name));
    const skip = skipReason({ path: test.path, frontmatter, usesAgent: test.usesAgent }, host);
    return modesOf(frontmatter)
      .filter(mode => modes.includes(mode))
      .map(mode => {
        if (missing !== undefined) return this.#unreadable(test, mode, tier, `include ${missing} is not in harness/`);
        return { ...programCase(test, mode, tier), frontmatter, ...(skip === undefined ? {} : { skip }) };
      });
  }

  runnerFor(cases: readonly CaseSpec[]): RunnerSetup {
    const includes = cases.flatMap(each => (each.kind === 'program' ? includesOf(each.frontmatter) : []));
    return { kind: 'program', corpusRoot: this.#root, includes: [...new Set(includes)].sort() };
  }

  sourceOf(test: Pick<IndexedTest, 'path'>): { file: string; text: string } {
    const file = path.join(this.#root, 'test', test.path);
    return { file, text: readFileSync(file, 'utf8') };
  }

  #unreadable(test: IndexedTest, mode: ProgramMode, tier: Tier, reason: string): ProgramCase {
    return { ...programCase(test, mode, tier), frontmatter: null, frontmatterError: reason };
  }
}

function programCase({ path: name }: IndexedTest, mode: ProgramMode, tier: Tier): Omit<ProgramCase, 'frontmatter'> {
  return { kind: 'program', id: caseId(name, mode, tier), path: name, mode, tier };
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
