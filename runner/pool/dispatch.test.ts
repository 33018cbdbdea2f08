/** The dispatcher against executors that misbehave on purpose: exactly one result per case, always. */
import { describe, expect, test } from 'vitest';
import type { CaseSpec } from '../../harness/test-case.ts';
import { type DispatchEvents, dispatch, warmUp } from './dispatch.ts';
import type { BatchEnd, Executor, WorkerListener } from './protocol.ts';

const spec = (path: string): CaseSpec => ({
  kind: 'program',
  id: `${path}#sloppy@auto`,
  path,
  mode: 'sloppy',
  tier: 'auto',
  frontmatter: null,
});
const CASES = ['a', 'b', 'c', 'd'].map(spec);
const DONE: BatchEnd = { state: 'done', cache: {}, damage: [] };

type Script = (cases: readonly CaseSpec[], say: WorkerListener, attempt: number) => BatchEnd | Promise<BatchEnd>;

interface Outcome {
  results: [string, string][];
  problems: string[];
  notices: string[];
  attempts: string[];
}

async function play(script: Script, abort = new AbortController(), batches = [CASES]): Promise<Outcome> {
  const outcome: Outcome = { results: [], problems: [], notices: [], attempts: [] };
  const executor: Executor = {
    workers: 1,
    replaced: 0,
    foreignCpuMs: 0,
    run: async (cases, listener, request) => {
      outcome.attempts.push(cases.map(each => each.path).join('') + (request?.alone === true ? ' alone' : ''));
      return script(cases, listener, outcome.attempts.length);
    },
    close: async () => {},
  };
  const events: DispatchEvents = {
    result: (each, result) => outcome.results.push([each.path, result.outcome]),
    cache: () => {},
    notice: text => outcome.notices.push(text),
    problem: text => outcome.problems.push(text),
  };
  await dispatch(
    batches.map(cases => ({ cases })),
    executor,
    events,
    abort.signal,
  );
  return outcome;
}

const pass = (say: WorkerListener, ...indexes: number[]): void => {
  for (const index of indexes) say({ type: 'result', index, result: { outcome: 'pass', ms: 1 } });
};
const passAll = (cases: readonly CaseSpec[], say: WorkerListener): BatchEnd => {
  pass(say, ...cases.keys());
  return DONE;
};
const died = (cause: 'timeout' | 'oom' | 'exit', prepared = true): BatchEnd => ({
  state: 'died',
  cause,
  message: 'worker gone',
  prepared,
});

test('a batch that goes well', async () => {
  expect(await play(passAll)).toEqual({
    results: [
      ['a', 'pass'],
      ['b', 'pass'],
      ['c', 'pass'],
      ['d', 'pass'],
    ],
    problems: [],
    notices: [],
    attempts: ['abcd'],
  });
});

describe('a death with a reason ends the running case; the rest is run elsewhere', () => {
  test.each([
    ['timeout', 'timeout'],
    ['oom', 'oom'],
  ] as const)('%s', async (cause, outcome) => {
    const played = await play((cases, say, attempt) => {
      if (attempt > 1) return passAll(cases, say);
      pass(say, 0);
      return died(cause);
    });
    expect(played.results).toEqual([
      ['a', 'pass'],
      ['b', outcome],
      ['c', 'pass'],
      ['d', 'pass'],
    ]);
    expect(played.attempts).toEqual(['abcd', 'cd']);
  });
});

describe('a death without a reason', () => {
  test('is forgiven', async () => {
    const played = await play((cases, say, attempt) => {
      if (attempt > 1) return passAll(cases, say);
      pass(say, 0, 1);
      return died('exit');
    });
    expect(played.results.map(([path]) => path).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(played.results.every(([, outcome]) => outcome === 'pass')).toBe(true);
    expect(played.attempts).toEqual(['abcd', 'cd']);
    expect(played.notices).toEqual(['worker gone during c#sloppy@auto; the case was run again']);
  });

  test('again and again in the same case is a crash', async () => {
    const played = await play((cases, say) => {
      if (cases[0]!.path === 'b') return died('exit');
      pass(say, 0);
      return cases.length === 4 ? died('exit') : passAll(cases, say);
    });
    expect(played.results).toEqual([
      ['a', 'pass'],
      ['b', 'crash'],
      ['c', 'pass'],
      ['d', 'pass'],
    ]);
  });

  test('in each case of a batch still ends', async () => {
    const played = await play(() => died('exit'));
    expect(played.results).toEqual(CASES.map(each => [each.path, 'crash']));
    expect(played.attempts).toHaveLength(12);
  });
});

describe('workers that cannot start', () => {
  test('are tried again', async () => {
    const played = await play((cases, say, attempt) => (attempt < 3 ? died('exit', false) : passAll(cases, say)));
    expect(played.results.every(([, outcome]) => outcome === 'pass')).toBe(true);
    expect(played.problems).toEqual([]);
  });

  test('in the end make harness errors, and one problem', async () => {
    const played = await play(() => ({ state: 'unprepared', message: 'no engine' }));
    expect(played.results).toEqual(CASES.map(each => [each.path, 'harness-error']));
    expect(played.problems).toEqual(['a worker could not start: no engine']);
  });
});

test('results that a worker forgets are harness errors and a problem, never silence', async () => {
  const played = await play((cases, say) => {
    if (cases.length === 4) pass(say, 0, 2, 3);
    return DONE;
  });
  expect(played.results.sort()).toEqual([
    ['a', 'pass'],
    ['b', 'harness-error'],
    ['c', 'pass'],
    ['d', 'pass'],
  ]);
  expect(played.problems).toEqual(['a worker finished its batch without a result for b#sloppy@auto']);
});

test('a result that comes twice, or for a case that is not there, counts once or not at all', async () => {
  const played = await play((cases, say) => {
    pass(say, 0, 0, 9);
    return passAll(cases, say);
  });
  expect(played.results).toHaveLength(4);
});

describe('stopping', () => {
  test('no results and no new batches after the stop', async () => {
    const abort = new AbortController();
    const played = await play(
      (_, say) => {
        pass(say, 0);
        abort.abort();
        pass(say, 1);
        return died('exit');
      },
      abort,
      [CASES, CASES],
    );
    expect(played.results).toEqual([['a', 'pass']]);
    expect(played.attempts).toEqual(['abcd']);
  });

  test('a child that saw Ctrl-C first does not turn its case into a crash', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    const played = await play(() => ({ state: 'cancelled', cache: {}, damage: [] }), abort);
    expect(played.results).toEqual([]);
  });
});

test('warming up answers why it failed', async () => {
  const executor = (end: BatchEnd): Executor => ({
    workers: 1,
    replaced: 0,
    foreignCpuMs: 0,
    run: async () => end,
    close: async () => {},
  });
  const events: DispatchEvents = { result: () => {}, cache: () => {}, notice: () => {}, problem: () => {} };
  const signal = new AbortController().signal;
  expect(await warmUp(executor(DONE), events, signal)).toBeUndefined();
  expect(await warmUp(executor({ state: 'unprepared', message: 'why' }), events, signal)).toBe('why');
  expect(await warmUp(executor(died('oom', false)), events, signal)).toBe('worker gone');
  const ends = [died('exit', false), died('exit', false), DONE];
  expect(await warmUp({ ...executor(DONE), run: async () => ends.shift()! }, events, signal)).toBeUndefined();
});

describe('the death of a whole process', () => {
  const whole = (cause: 'oom' | 'exit', prepared = true): BatchEnd => ({
    state: 'died',
    cause,
    message: 'process gone',
    prepared,
    shared: true,
    bystander: !prepared,
  });

  test('is the fault of a case when it happens to it alone, too', async () => {
    const outcome = await play((cases, say, attempt) => {
      if (attempt === 1) pass(say, 0);
      if (attempt <= 2) return whole('oom');
      return passAll(cases, say);
    });
    expect(outcome.attempts).toEqual(['abcd', 'b alone', 'cd']);
    expect(outcome.results).toEqual([
      ['a', 'pass'],
      ['b', 'oom'],
      ['c', 'pass'],
      ['d', 'pass'],
    ]);
  });

  test('is no fault of a case that ends when it is alone', async () => {
    const outcome = await play((cases, say, attempt) => (attempt === 1 ? whole('oom') : passAll(cases, say)));
    expect(outcome.attempts).toEqual(['abcd', 'a alone', 'bcd']);
    expect(outcome.results.map(([, result]) => result)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(outcome.notices).toEqual(['process gone during a#sloppy@auto; the case was run again']);
  });

  test('before a batch had begun says nothing about the engine', async () => {
    const outcome = await play((cases, say, attempt) => (attempt <= 5 ? whole('exit', false) : passAll(cases, say)));
    expect(outcome.results).toHaveLength(4);
    expect(outcome.problems).toEqual([]);
  });
});
