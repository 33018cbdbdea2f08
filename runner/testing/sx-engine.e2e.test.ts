/** Our own kernel behind the whole pipeline: right outcomes, fresh realms, and a cache that is used, healed and invalidated. */
import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomes, type ScoredRun, Workspace } from './command.ts';

let space: Workspace;
let first: ScoredRun;

const leak = '/*---\nflags: [noStrict]\n---*/\nassert.sameValue(typeof leaked, "undefined"); leaked = 1; Array.prototype.x = 1;';
const plain = (source: string): string => `/*---\nflags: [noStrict]\n---*/\n${source}`;

const TREE = {
  'a/b/pass.js': 'assert.sameValue(1 + 1, 2);',
  'a/b/fail.js': plain('assert.sameValue(1 + 1, 3);'),
  'a/b/throw.js': plain('null.x;'),
  'a/b/strict.js': '/*---\nflags: [onlyStrict]\n---*/\nassert.sameValue(function () { return this; }(), undefined);',
  'a/b/early.js': '/*---\nflags: [noStrict]\nnegative: {phase: parse, type: SyntaxError}\n---*/\nvar var;',
  'a/b/not-early.js': '/*---\nflags: [noStrict]\nnegative: {phase: parse, type: SyntaxError}\n---*/\nthrow new SyntaxError();',
  'a/b/late.js': '/*---\nflags: [noStrict]\nnegative: {phase: runtime, type: TypeError}\n---*/\nnull.x;',
  'a/b/async.js':
    '/*---\nflags: [async, noStrict]\nincludes: [asyncHelpers.js]\n---*/\nasyncTest(async function () { await 1; });',
  'a/b/async-fail.js': '/*---\nflags: [async, noStrict]\n---*/\nPromise.reject(new RangeError("r")).then($DONE, $DONE);',
  'a/b/async-never.js': '/*---\nflags: [async, noStrict]\n---*/\n1;',
  'a/b/raw.js': '/*---\nflags: [raw]\n---*/\nif (typeof assert !== "undefined") throw 1;',
  'a/b/spin.js': plain('for (;;);'),
  'a/b/leak-1.js': leak,
  'a/b/leak-2.js': leak,
};

const EXPECTED = {
  'a/b/async-fail.js#sloppy': 'fail',
  'a/b/async-never.js#sloppy': 'fail',
  'a/b/async.js#sloppy': 'pass',
  'a/b/early.js#sloppy': 'pass',
  'a/b/fail.js#sloppy': 'fail',
  'a/b/late.js#sloppy': 'pass',
  'a/b/leak-1.js#sloppy': 'pass',
  'a/b/leak-2.js#sloppy': 'pass',
  'a/b/not-early.js#sloppy': 'fail',
  'a/b/pass.js#sloppy': 'pass',
  'a/b/pass.js#strict': 'pass',
  'a/b/raw.js#sloppy': 'pass',
  'a/b/spin.js#sloppy': 'timeout',
  'a/b/strict.js#strict': 'pass',
  'a/b/throw.js#sloppy': 'fail',
};

const score = (): Promise<ScoredRun> => space.score(['--engine', 'sx', '--timeout', '1500', '--workers', '1']);

beforeAll(async () => {
  space = new Workspace(TREE);
  cpSync(path.join(import.meta.dirname, '../../suites/slice/harness'), path.join(space.folder, 'corpus/harness'), {
    recursive: true,
  });
  first = await score();
});
afterAll(() => space.dispose());

test('each test ends as it must', () => {
  expect(first.err).toBe('');
  expect(outcomes(first)).toEqual(EXPECTED);
  expect(first.board.workers.replaced).toBe(0);
});

test('and also when everything is compiled at once', async () => {
  const hot = await space.score(['--engine', 'sx:heat=1', '--timeout', '1500', '--workers', '1']);
  expect(outcomes(hot)).toEqual(EXPECTED);
  expect(hot.board.workers.replaced).toBe(0);
});

describe('the cache', () => {
  test('a second run compiles nothing', async () => {
    expect(first.board.cache.misses).toBeGreaterThan(100);
    const second = await score();
    expect(second.board.cache).toMatchObject({ misses: 0, rebuilt: 0 });
    // All libraries together are one entry.
    expect(second.board.cache.kinds.library).toMatchObject({ hits: 1, misses: 0 });
    expect(outcomes(second)).toEqual(EXPECTED);
  });

  test('damaged entries are rebuilt, and the outcomes are the same', async () => {
    const files = ['library', 'preload', 'code-cache'].flatMap(kind =>
      space
        .list(`.sx/cache/${kind}`)
        .filter(name => name.includes('/'))
        .map(name => path.join(space.folder, '.sx/cache', kind, name)),
    );
    for (const [at, file] of files.entries()) {
      const bytes = readFileSync(file);
      if (at % 2 === 0) truncateSync(file, bytes.byteLength - 5);
      else writeFileSync(file, bytes.fill(0x20, bytes.byteLength - 4));
    }
    const healed = await score();
    expect(healed.code).toBe(0);
    expect(outcomes(healed)).toEqual(EXPECTED);
    expect(healed.board.cache.rebuilt).toBe(files.length);
    expect((await score()).board.cache).toMatchObject({ misses: 0, rebuilt: 0 });
  });

  test('an edited harness file is translated again, and only that one', async () => {
    space.write('corpus/harness/sta.js', `${space.read('corpus/harness/sta.js')}\nvar edited = 1;\n`);
    const edited = await score();
    expect(edited.board.cache.kinds.preload).toEqual({ hits: 3, misses: 1, rebuilt: 0 });
    expect(edited.board.cache.kinds.library).toMatchObject({ misses: 0, rebuilt: 0 });
  });
});
