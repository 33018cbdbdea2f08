/** The cache seen from a run: counters, healing, two runs at once, switched off. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FAKE_ENGINE, outcomes, Workspace } from './command.ts';

let space: Workspace;
afterEach(() => space.dispose());

const TREE = { 'a/b/one.js': '//: pass', 'a/b/two.js': '//: throw Test262Error no' };
const FIRST = {
  'a/b/one.js#sloppy': 'pass',
  'a/b/one.js#strict': 'pass',
  'a/b/two.js#sloppy': 'fail',
  'a/b/two.js#strict': 'fail',
};

function entries(kind: string): string[] {
  return space
    .list(`.sx/cache/${kind}`)
    .filter(name => name.includes('/'))
    .map(name => path.join(space.folder, '.sx/cache', kind, name));
}

test('the second run finds everything of the first', async () => {
  space = new Workspace(TREE);
  const first = await space.score(['--workers', '1']);
  expect(first.board.cache.kinds).toEqual({
    index: { hits: 0, misses: 1, rebuilt: 0 },
    history: { hits: 0, misses: 1, rebuilt: 0 },
    'fake-harness': { hits: 0, misses: 2, rebuilt: 0 },
  });
  const second = await space.score(['--workers', '1']);
  expect(second.board.cache.kinds).toEqual({
    index: { hits: 1, misses: 0, rebuilt: 0 },
    history: { hits: 1, misses: 0, rebuilt: 0 },
    'fake-harness': { hits: 2, misses: 0, rebuilt: 0 },
  });
  expect(second.board.cache).toMatchObject({ hits: 4, misses: 0, rebuilt: 0 });
});

test('damaged entries of every kind are rebuilt and reported, and the report is complete', async () => {
  space = new Workspace(TREE);
  await space.score();
  for (const [at, file] of ['index', 'history', 'fake-harness'].flatMap(entries).entries()) {
    if (at % 2 === 0) truncateSync(file, readFileSync(file).byteLength >> 1);
    else writeFileSync(file, readFileSync(file).reverse());
  }
  // One worker: whether a second one still finds something to do depends on the machine.
  const healed = await space.score(['--workers', '1']);
  expect(healed.code).toBe(0);
  expect(outcomes(healed)).toEqual(FIRST);
  expect(healed.board.cache).toMatchObject({ hits: 0, misses: 0, rebuilt: 4 });
  expect(healed.board.notices).toHaveLength(4);
  for (const notice of healed.board.notices)
    expect(notice).toMatch(/^cache entry [a-z-]+\/[0-9a-f]{8,12} was damaged \(.+\); rebuilt$/);
  expect((await space.score()).board.cache).toMatchObject({ misses: 0, rebuilt: 0 });
});

test('two runs that start together with an empty cache both end well', async () => {
  space = new Workspace(TREE);
  await Promise.all(
    ['one', 'two'].map(out => space.sx(['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--quiet', '--out', out])),
  );
  for (const out of ['one', 'two']) {
    expect(space.board(out)).toMatchObject({ declared: 4, executed: 4, problems: [], cache: { rebuilt: 0 } });
    expect(outcomes({ results: space.results(out) })).toEqual(FIRST);
  }
});

test('--no-cache leaves nothing behind; --cache-dir says where', async () => {
  space = new Workspace(TREE);
  const run = await space.score(['--no-cache', '--cache-dir', 'elsewhere']);
  expect(run.code).toBe(0);
  expect(run.board.cache).toMatchObject({ hits: 0, rebuilt: 0 });
  expect(space.list('.')).not.toContain('elsewhere/index');
  await space.score(['--cache-dir', 'elsewhere']);
  expect(space.list('elsewhere')).toContain('index');
});

test('doctor finds damage and removes it', async () => {
  space = new Workspace(TREE);
  await space.score();
  truncateSync(entries('index')[0]!, 10);
  const ended = await space.sx(['doctor', '--test262', 'corpus', '--engine', 'process:node']);
  expect(ended.code).toBe(0);
  expect(ended.out).toContain('1 damaged entries removed');
  expect(ended.out).toContain('ok    corpus         test262 at unknown (--test262), 2 tests');
});
