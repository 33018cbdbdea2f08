/** One case from its file to its result, with an engine that does what the test says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Program } from './engines/engine.ts';
import type { Frontmatter } from './frontmatter.ts';
import type { Observation } from './observation.ts';
import { PrintLog } from './print-log.ts';
import { includesOf, prepareProgram, runCase, settledWithoutRunning } from './run-case.ts';
import { CaseStopSignal, STOP_ALL } from './stop-signal.ts';
import type { ProgramCase, SxCase } from './test-case.ts';

const PLAIN: Frontmatter = { flags: [], includes: [], features: [], negative: null };

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sx-case-'));
  mkdirSync(path.join(root, 'test/a/folder.js'), { recursive: true });
  writeFileSync(path.join(root, 'test/a/one.js'), 'x;\n');
});
afterAll(() => rmSync(root, { recursive: true }));

const spec = (change: Partial<ProgramCase> = {}): ProgramCase => ({
  kind: 'program',
  id: 'a/one.js#strict@auto',
  path: 'a/one.js',
  mode: 'strict',
  tier: 'auto',
  frontmatter: PLAIN,
  ...change,
});

interface Played {
  result: Awaited<ReturnType<typeof runCase>>;
  programs: Program[];
}

async function play(
  change: Partial<ProgramCase>,
  behaviour: (program: Program) => Observation | Promise<Observation>,
  stop = new CaseStopSignal(),
  timeoutMs = 60_000,
): Promise<Played> {
  const programs: Program[] = [];
  const engine: Engine = {
    name: 'scripted',
    prepare: async () => {},
    run: async program => {
      programs.push(program);
      return behaviour(program);
    },
    close: async () => {},
  };
  return { result: await runCase(spec(change), engine, { corpusRoot: root, timeoutMs, stop }), programs };
}

const completed = (): Observation => ({ kind: 'completed' });

test('the engine gets the program, and what it saw becomes the verdict', async () => {
  const stop = new CaseStopSignal();
  const { result, programs } = await play({}, completed, stop);
  expect(result).toEqual({ outcome: 'pass', ms: expect.any(Number) });
  expect(programs).toEqual([
    {
      path: 'a/one.js',
      file: path.join(root, 'test', 'a', 'one.js'),
      source: 'x;\n',
      mode: 'strict',
      raw: false,
      includes: ['assert.js', 'sta.js'],
      stop,
      printed: expect.any(PrintLog),
    },
  ]);
  const failed = await play({}, () => ({ kind: 'threw', phase: 'runtime', error: { name: 'E', message: 'm' } }));
  expect(failed.result).toMatchObject({ outcome: 'fail', error: { name: 'E', message: 'm' }, phase: 'runtime' });
});

test('a raw test is raw', () => {
  const raw = spec({ frontmatter: { ...PLAIN, flags: ['raw'] } });
  const around = { corpusRoot: root, timeoutMs: 1, stop: new CaseStopSignal() };
  expect(prepareProgram(raw, around, new PrintLog())).toMatchObject({ raw: true, includes: [] });
});

test('the time that a case took is told in hundredths of a millisecond', async () => {
  const { result } = await play({}, async () => {
    await new Promise(resolve => setTimeout(resolve, 20));
    return completed();
  });
  const { ms } = result as { ms: number };
  expect(ms).toBeGreaterThan(15);
  expect(ms).toBeLessThan(20_000);
  expect(Math.round(ms * 100) / 100).toBe(ms);
});

describe('what was printed', () => {
  test('is kept with its digest', async () => {
    const { result } = await play({}, ({ printed }) => {
      printed.line('hello');
      return completed();
    });
    expect(result).toEqual({
      outcome: 'pass',
      ms: expect.any(Number),
      printed: 'hello\n',
      printedDigest: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  test('decides an asynchronous test', async () => {
    const asynchronous = { frontmatter: { ...PLAIN, flags: ['async' as const] } };
    const { result } = await play(asynchronous, ({ printed }) => {
      printed.line('Test262:AsyncTestComplete');
      return completed();
    });
    expect(result).toMatchObject({ outcome: 'pass' });
    expect((await play(asynchronous, completed)).result).toMatchObject({ outcome: 'fail', error: { name: 'NoDone' } });
  });
});

describe('a run that is being stopped has no result', () => {
  test('when the engine says so', async () => {
    expect((await play({}, () => ({ kind: 'interrupted', reason: 'cancelled' }))).result).toBe('cancelled');
    expect((await play({}, () => ({ kind: 'interrupted', reason: 'timeout' }))).result).toMatchObject({ outcome: 'timeout' });
  });

  test('when it is stopped while the program ends, however it ends', async () => {
    const cell = new Int32Array(new SharedArrayBuffer(4));
    const { result } = await play(
      {},
      () => {
        cell[0] = STOP_ALL;
        return { kind: 'threw', phase: 'runtime', error: { name: 'E', message: '' } };
      },
      new CaseStopSignal(cell),
    );
    expect(result).toBe('cancelled');
  });
});

test('the clock starts with the program: one that is over its time can see it', async () => {
  const seen: unknown[] = [];
  const stop = new CaseStopSignal();
  stop.arm(1);
  expect(stop.reason()).toBeUndefined();
  await play(
    {},
    program => {
      seen.push(program.stop.reason());
      return completed();
    },
    stop,
    -1,
  );
  expect(seen).toEqual(['timeout']);
});

describe('it always answers', () => {
  test.each([
    ['a/gone.js', 'ENOENT'],
    ['a/folder.js', 'EISDIR'],
  ])('%s cannot be read', async (name, code) => {
    const { result, programs } = await play({ path: name }, completed);
    expect(result).toMatchObject({
      outcome: 'harness-error',
      error: { name: 'UnreadableFile', message: expect.stringContaining(code) },
      phase: 'harness',
    });
    expect(programs).toEqual([]);
  });

  test('a file that may not be read', async () => {
    const refused = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const { result } = await play({}, () => Promise.reject(refused));
    expect(result).toMatchObject({ outcome: 'harness-error', error: { name: 'UnreadableFile', message: refused.message } });
  });

  test('an adapter that throws is a crash, with its stack', async () => {
    const bug = new TypeError('not a function');
    const { result } = await play({}, () => Promise.reject(bug));
    expect(result).toEqual({
      outcome: 'crash',
      error: { name: 'TypeError', message: bug.stack },
      phase: 'host',
      ms: expect.any(Number),
    });
    const bare = Object.assign(new RangeError('too deep'), { stack: undefined });
    expect((await play({}, () => Promise.reject(bare))).result).toMatchObject({
      error: { name: 'RangeError', message: 'too deep' },
    });
  });
});

describe('cases that are settled before anything runs', () => {
  test('a test without readable frontmatter', async () => {
    const { result, programs } = await play({ frontmatter: null, frontmatterError: 'no end' }, completed);
    expect(result).toEqual({
      outcome: 'harness-error',
      error: { name: 'MalformedFrontmatter', message: 'no end' },
      phase: 'harness',
      ms: 0,
    });
    expect(programs).toEqual([]);
    expect(settledWithoutRunning(spec({ frontmatter: null }))?.error?.message).toBe('no frontmatter');
  });

  test('a skip, with its reason', async () => {
    const { result, programs } = await play({ skip: 'needs agents' }, completed);
    expect(result).toEqual({ outcome: 'skip', error: { name: 'Skip', message: 'needs agents' }, phase: 'harness', ms: 0 });
    expect(programs).toEqual([]);
  });

  test('no other', () => {
    expect(settledWithoutRunning(spec())).toBeUndefined();
    const sx: SxCase = { kind: 'sx', id: 'f.sx/t@cek', path: 'f.sx/t', mode: 'spec', tier: 'cek', file: 'f.sx' };
    expect(settledWithoutRunning(sx)).toBeUndefined();
    expect(settledWithoutRunning({ ...sx, skip: 'why' })?.outcome).toBe('skip');
  });
});

test.each([
  [null, []],
  [{ ...PLAIN, flags: ['raw' as const], includes: ['x.js'] }, []],
  [PLAIN, ['assert.js', 'sta.js']],
  [{ ...PLAIN, includes: ['sta.js', 'x.js', 'assert.js'] }, ['assert.js', 'sta.js', 'x.js']],
  [{ ...PLAIN, flags: ['async' as const], includes: ['x.js'] }, ['assert.js', 'sta.js', 'doneprintHandle.js', 'x.js']],
  [{ ...PLAIN, includes: ['doneprintHandle.js'] }, ['assert.js', 'sta.js', 'doneprintHandle.js']],
])('harness files of %j', (frontmatter, files) => expect(includesOf(frontmatter)).toEqual(files));
