/** What happens to workers must not happen to results: every way a worker can end, with threads and with processes. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { FAKE_ENGINE, outcomes, type Tree, Workspace } from './command.ts';
import { childrenOf } from './hostile-run.ts';

let space: Workspace;
afterEach(() => space.dispose());

const sloppy = (directive: string): string => `/*---\nflags: [noStrict]\n---*/\n//: ${directive}\n`;

/** A misbehaving test in the midst of good ones; all of them in one batch. */
function amidst(directive: string): Tree {
  const tree: Record<string, string> = {};
  for (let at = 0; at < 6; at += 1) tree[`a/b/good-${at}.js`] = sloppy('pass');
  tree['a/b/good-2x.js'] = sloppy(directive);
  return tree;
}

function expectOthersToPass(run: Parameters<typeof outcomes>[0], bad: string): void {
  expect(outcomes(run)).toEqual({
    'a/b/good-0.js#sloppy': 'pass',
    'a/b/good-1.js#sloppy': 'pass',
    'a/b/good-2.js#sloppy': 'pass',
    'a/b/good-2x.js#sloppy': bad,
    'a/b/good-3.js#sloppy': 'pass',
    'a/b/good-4.js#sloppy': 'pass',
    'a/b/good-5.js#sloppy': 'pass',
  });
}

describe.each(['fresh', 'process'])('--isolate %s', isolate => {
  const args = ['--isolate', isolate, '--workers', '1', '--timeout', '500'];

  test.each([
    ['spins, and answers the stop signal', 'spin', 'timeout', 0],
    ['spins and answers nothing', 'hang', 'timeout', 1],
    ['exits', 'exit 7', 'crash', 3],
    ['throws outside of any call', 'uncaught boom', 'crash', 3],
    ['is refused by the engine', 'unsupported nothing to see', 'unsupported', 0],
    ['meets a bug of the engine', 'crash kernel bug', 'crash', 0],
    ['makes the adapter throw', 'bug adapter bug', 'crash', 0],
  ])('a test that %s', async (_, directive, outcome, replaced) => {
    space = new Workspace(amidst(directive));
    const run = await space.score(args);
    expect(run.err).toBe('');
    expect(run.code).toBe(0);
    expectOthersToPass(run, outcome);
    expect(run.board).toMatchObject({ declared: 7, executed: 7, interrupted: false, problems: [], workers: { replaced } });
  });

  // The engine of this test does not account for its memory. V8 13, which Node 24 has, ends the whole process when a thread exhausts its
  // heap that fast.
  test('a test that allocates without end', async () => {
    space = new Workspace(amidst('oom'));
    const run = await space.score(['--isolate', isolate, '--workers', '1', '--timeout', '50000', '--max-heap', '64']);
    expect(run.code).toBe(0);
    expectOthersToPass(run, 'oom');
  });

  test('an engine that cannot start ends the run with 3 and says why', async () => {
    space = new Workspace(amidst('pass'));
    const ended = await space.sx(
      ['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--isolate', isolate, '--quiet'],
      {
        FAKE_ENGINE_REFUSES: '1',
      },
    );
    expect(ended.code).toBe(3);
    expect(ended.err).toBe(
      'sx: the engine <fake> cannot start: the fake engine refuses to start [RUN_WORKER_START]\n    Check the engine and its surroundings: sx doctor',
    );
  });
});

describe.each(['fresh', 'process'])('death of whole processes, --isolate %s', isolate => {
  test('an innocent test is run again and passes', async () => {
    space = new Workspace();
    space.addTests(amidst(`kill-once ${space.folder}/killed`));
    const run = await space.score(['--isolate', isolate, '--workers', '1']);
    expect(run.code).toBe(0);
    expectOthersToPass(run, 'pass');
    expect(run.board.workers.replaced).toBe(1);
    expect(run.board.notices).toEqual([
      'the worker process was killed by SIGKILL during a/b/good-2x.js#sloppy@host; the case was run again',
    ]);
  });

  test('a test that kills its worker each time is a crash', async () => {
    space = new Workspace(amidst('kill'));
    const run = await space.score(['--isolate', isolate, '--workers', '2']);
    expect(run.code).toBe(0);
    expectOthersToPass(run, 'crash');
    expect(run.results.get('a/b/good-2x.js#sloppy')?.error).toEqual({
      name: 'WorkerDied',
      message: 'the worker process was killed by SIGKILL, 3 times',
    });
  });

  test('killed from outside in mid-run, the report is complete and correct', async () => {
    const tree: Record<string, string> = {};
    for (let at = 0; at < 60; at += 1) tree[`a/b/case-${at}.js`] = sloppy('slow 60');
    space = new Workspace(tree);
    const running = space.start([...scoreArgs(), '--isolate', isolate, '--workers', '2']);
    const victims = new Set<number>();
    const hunt = setInterval(() => {
      // Any moment will do: while workers start, between results, in the midst of a case.
      for (const pid of childrenOf(running.pid!).slice(0, 1)) {
        if (victims.size >= 2 || victims.has(pid)) continue;
        victims.add(pid);
        process.kill(pid, 'SIGKILL');
      }
    }, 400);
    const ended = await running;
    clearInterval(hunt);
    expect(String(ended.stderr)).toBe('');
    expect(ended.exitCode).toBe(0);
    expect(victims.size).toBe(2);
    expect(space.board()).toMatchObject({
      declared: 60,
      executed: 60,
      counts: { pass: 60 },
      workers: { replaced: victims.size },
    });
    expect(space.results().size).toBe(60);
  });
});

describe('SIGKILL of the command itself', () => {
  test('everything it had reported is in the files, and nothing is left running', async () => {
    const tree: Record<string, string> = {};
    for (let at = 0; at < 60; at += 1) tree[`a/b/case-${at}.js`] = sloppy('slow 60');
    space = new Workspace(tree);
    const running = space.start([...scoreArgs(), '--workers', '2', '--reporter', 'line=lines.txt', '--reporter', 'line']);
    let shown = '';
    (running as unknown as { stdout: NodeJS.ReadableStream }).stdout.on('data', (chunk: Buffer) => {
      shown += String(chunk);
    });
    while (shown.split('\n').length < 12) await new Promise(resolve => setTimeout(resolve, 20));
    const workers = childrenOf(running.pid!);
    process.kill(running.pid!, 'SIGKILL');
    await running;
    const ids = [...shown.matchAll(/^pass +(\S+) /gm)].map(match => match[1]!);
    const recorded = [...space.results().values()].map(each => each.id);
    expect(ids.length).toBeGreaterThan(9);
    expect(recorded).toEqual(expect.arrayContaining(ids));
    expect(recorded.length).toBeLessThan(60);
    const report = await space.sx(['report', 'run', '--reporter', 'minimal']);
    expect(report.out).toContain(`${recorded.length} pass`);
    expect(report.code).toBe(3);
    expect(workers.length).toBeGreaterThan(0);
    for (let waited = 0; workers.some(isAlive) && waited < 5000; waited += 50)
      await new Promise(resolve => setTimeout(resolve, 50));
    expect(workers.filter(isAlive)).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function scoreArgs(): string[] {
  return ['scoreboard', '--test262', 'corpus', '--engine', FAKE_ENGINE, '--out', 'run', '--quiet'];
}
