/** Where the corpus comes from and what the index says about it. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from '../cache/fingerprint.ts';
import { CacheStore } from '../cache/store.ts';
import { NO_HOST_EXTRAS } from '../harness/skip-rules.ts';
import { openTest262 } from './corpus-suite.ts';
import { commitFromGit, commitFromName } from './test262-harness-data/commit.ts';
import { type IndexStore, indexCorpus, locateCorpus, PINNED_COMMIT } from './test262-harness-data/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-corpus-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function makeCorpus(name = 'corpus'): string {
  write(`${name}/harness/assert.js`, '');
  write(`${name}/harness/sm/deep.js`, '');
  write(`${name}/test/a/b/one.js`, '/*---\nflags: [async]\n---*/');
  write(`${name}/test/a/b/two.js`, '/*---\nnonsense\n---*/');
  write(`${name}/test/a/b/three.js`, '/*---\nincludes: [atomicsHelper.js]\n---*/');
  write(`${name}/test/a/b/four_FIXTURE.js`, 'export {}');
  return path.join(folder, name);
}

const at = (name: string): string => path.join(folder, name);

function storeIn(name = 'cache'): IndexStore {
  const store = new CacheStore(at(name));
  return { get: (kind, key) => store.get(kind, key), put: (kind, key, text) => store.put(kind, key, text), fingerprint };
}

describe('locating', () => {
  const request = (more: object): Parameters<typeof locateCorpus>[0] => ({ cacheFolder: at('cache'), clone: false, ...more });

  test('the option wins over the variable, the variable over the cache', async () => {
    const option = makeCorpus('option');
    const environment = makeCorpus('environment');
    makeCorpus(`cache/corpus/${PINNED_COMMIT}`);
    expect((await locateCorpus(request({ option, environment }))).corpus).toMatchObject({ root: option, origin: '--test262' });
    expect((await locateCorpus(request({ option: '', environment }))).corpus).toMatchObject({
      root: environment,
      origin: 'TEST262',
    });
    expect((await locateCorpus(request({}))).corpus).toMatchObject({ commit: PINNED_COMMIT, origin: 'cache' });
  });

  test('nothing to be had is no error', async () => {
    expect(await locateCorpus(request({}))).toEqual({
      corpus: null,
      notes: ['no corpus named, none in the cache, and cloning is off'],
    });
  });

  test('an archive is unpacked once, whole, under its digest; its name tells the commit', async () => {
    makeCorpus('inner');
    const archive = at(`test262-${PINNED_COMMIT.slice(0, 8)}.tar.gz`);
    await execa('tar', ['-czf', archive, '-C', folder, 'inner']);
    const [first, second] = await Promise.all([
      locateCorpus(request({ option: archive })),
      locateCorpus(request({ option: archive })),
    ]);
    expect(first.corpus?.commit).toBe(PINNED_COMMIT);
    expect(second.corpus?.root).toBe(first.corpus?.root);
    expect(readdirSync(at('cache/corpus'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    const stamp = statSync(first.corpus!.root).mtimeMs;
    expect(statSync((await locateCorpus(request({ environment: archive }))).corpus!.root).mtimeMs).toBe(stamp);
    renameSync(archive, at('corpus.tgz'));
    expect((await locateCorpus(request({ option: at('corpus.tgz') }))).corpus?.commit).toMatch(/^sha256:[0-9a-f]{16}$/);
  });

  test('a broken archive leaves nothing behind', async () => {
    write('x.tar.gz', 'nonsense');
    await expect(locateCorpus(request({ option: at('x.tar.gz') }))).rejects.toThrow(/--test262: cannot unpack .*x\.tar\.gz/);
    expect(readdirSync(at('cache/corpus'))).toEqual([]);
  });

  test('a clone takes exactly the pinned commit, or says why not', async () => {
    const failed = await locateCorpus(request({ clone: true, repository: at('no-repository') }));
    expect(failed.corpus).toBeNull();
    expect(failed.notes[0]).toMatch(/^cannot clone test262 at be13516fb644: .+/);
    expect(readdirSync(at('cache/corpus'))).toEqual([]);
  });
});

describe('which commit', () => {
  test.each([
    ['test262-be13516f', PINNED_COMMIT],
    ['test262-be13516f.tar.gz', PINNED_COMMIT],
    ['/x/be13516f/test262', undefined],
    [`test262-${'1234567890'.repeat(4)}`, '1234567890'.repeat(4)],
    ['test262-deadbee', 'deadbee'],
    ['test262-main', undefined],
    ['t262', undefined],
  ])('%s names %s', (name, commit) => expect(commitFromName(name)).toBe(commit));

  test('git folders: a detached head, a loose and a packed reference', () => {
    const sha = '0123456789'.repeat(4);
    write('.git/HEAD', `${sha}\n`);
    expect(commitFromGit(folder)).toBe(sha);
    write('.git/HEAD', 'ref: refs/heads/main\n');
    expect(commitFromGit(folder)).toBeUndefined();
    write('.git/packed-refs', `# pack-refs\n${sha} refs/heads/main\n`);
    expect(commitFromGit(folder)).toBe(sha);
    write('.git/refs/heads/main', `${sha.replace('0', '9')}\n`);
    expect(commitFromGit(folder)).toBe(sha.replace('0', '9'));
  });
});

describe('the index', () => {
  const corpus = (immutableKey?: string): Parameters<typeof indexCorpus>[0] => ({
    root: at('corpus'),
    commit: 'c',
    origin: 'test',
    immutableKey,
  });

  test('has every test but fixtures, with what its frontmatter says or why it does not', async () => {
    makeCorpus();
    const { tests, read } = await indexCorpus(corpus(), storeIn());
    expect(read).toBe(3);
    expect(
      tests.map(({ path: name, frontmatter, frontmatterError, usesAgent }) => [
        name,
        frontmatter?.flags,
        frontmatterError,
        usesAgent,
      ]),
    ).toEqual([
      ['a/b/one.js', ['async'], undefined, false],
      ['a/b/three.js', [], undefined, true],
      ['a/b/two.js', undefined, 'frontmatter is not a mapping', false],
    ]);
  });

  test('is brought up to date file by file', async () => {
    makeCorpus();
    const first = await indexCorpus(corpus(), storeIn());
    expect(await indexCorpus(corpus(), storeIn())).toEqual({ tests: first.tests, read: 0 });
    write('corpus/test/a/b/one.js', '/*---\nflags: [module]\n---*/');
    write('corpus/test/a/b/zero.js', '/*---\n---*/');
    rmSync(at('corpus/test/a/b/two.js'));
    const later = await indexCorpus(corpus(), storeIn());
    expect(later.read).toBe(2);
    expect(later.tests.map(each => each.path)).toEqual(['a/b/one.js', 'a/b/three.js', 'a/b/zero.js']);
    expect(later.tests[0]?.frontmatter?.flags).toEqual(['module']);
  });

  test('sees a change of the same size by its time', async () => {
    makeCorpus();
    await indexCorpus(corpus(), storeIn());
    write('corpus/test/a/b/one.js', '/*---\nflags: [async]\n---*/'.replace('async', 'noise'));
    utimesSync(at('corpus/test/a/b/one.js'), 1, 1);
    expect((await indexCorpus(corpus(), storeIn())).tests[0]?.frontmatterError).toBe('unknown flag noise');
  });

  test('of an immutable corpus is not checked against the disk, and is rebuilt when damaged', async () => {
    makeCorpus();
    await indexCorpus(corpus('k'), storeIn());
    rmSync(at('corpus/test/a/b/two.js'));
    expect((await indexCorpus(corpus('k'), storeIn())).tests).toHaveLength(3);
    const [file] = readdirSync(at('cache/index'), { recursive: true }).filter(name => String(name).length > 10);
    const entry = at(`cache/index/${String(file)}`);
    writeFileSync(entry, readFileSync(entry).subarray(0, 200));
    const store = new CacheStore(at('cache'));
    const healed = await indexCorpus(corpus('k'), {
      get: (kind, key) => store.get(kind, key),
      put: (kind, key, text) => store.put(kind, key, text),
      fingerprint,
    });
    expect(healed.tests).toHaveLength(2);
    expect(store.counters.index).toEqual({ hits: 0, misses: 0, rebuilt: 1 });
  });
});

test('without a corpus the slice is opened, with the notes', async () => {
  makeCorpus('slice');
  const suite = await openTest262({
    cacheFolder: at('cache'),
    clone: false,
    store: storeIn(),
    sliceRoot: at('slice'),
    sliceCommit: 'v1',
  });
  expect(suite).toMatchObject({ name: 'slice', commit: 'v1', notes: ['no corpus named, none in the cache, and cloning is off'] });
  const frontmatter = { flags: [], includes: ['sm/deep.js'], features: [], negative: null, locale: [] };
  const test = { path: 'a.js', frontmatter, usesAgent: false, size: 1, mtimeMs: 1 };
  const request = { tier: 'auto', modes: ['sloppy'], host: NO_HOST_EXTRAS } as const;
  const [planned] = suite.casesOf({ ...test, frontmatter }, request);
  // This little corpus lacks what every test includes.
  expect(planned?.frontmatterError).toBe('include sta.js is not in harness/');
});
