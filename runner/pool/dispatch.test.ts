/** The dispatcher against executors that misbehave on purpose: exactly one result per case, always. */
import { describe, expect, test } from 'vitest';
import type { CaseResult } from '../../harness/case-runner.ts';
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
    expect(played).toEqual({ results: [['a', 'pass']], problems: [], notices: [], attempts: ['abcd'] });
  });

  test('a child that saw Ctrl-C first does not turn its case into a crash', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    const played = await play(() => ({ state: 'cancelled', cache: {}, damage: [] }), abort);
    expect(played.results).toEqual([]);
  });
});

describe('what is told of a case that its worker took along', () => {
  const told = async (script: Script, abort?: AbortController): Promise<readonly CaseResult[]> => {
    const results: CaseResult[] = [];
    const executor: Executor = {
      workers: 1,
      replaced: 0,
      foreignCpuMs: 0,
      run: (cases, say) => Promise.resolve(script(cases, say, 1)),
      close: async () => {},
    };
    const events: DispatchEvents = {
      result: (_, result) => results.push(result),
      cache: () => {},
      notice: () => {},
      problem: () => {},
    };
    await dispatch([{ cases: [CASES[0]!] }], executor, events, (abort ?? new AbortController()).signal);
    return results;
  };
  const ms = expect.any(Number) as number;

  test.each<[BatchEnd, CaseResult]>([
    [
      died('timeout'),
      { outcome: 'timeout', ms, error: { name: 'Timeout', message: 'the worker worker gone and was replaced' }, phase: 'host' },
    ],
    [
      died('oom'),
      {
        outcome: 'oom',
        ms,
        error: { name: 'OutOfMemory', message: 'the worker reached its heap limit and was replaced' },
        phase: 'host',
      },
    ],
    [died('exit'), { outcome: 'crash', ms, error: { name: 'WorkerDied', message: 'worker gone, 3 times' }, phase: 'host' }],
    [
      { state: 'unprepared', message: 'no engine' },
      { outcome: 'harness-error', ms, error: { name: 'WorkerStart', message: 'no engine' }, phase: 'harness' },
    ],
    [
      died('timeout', false),
      { outcome: 'harness-error', ms, error: { name: 'WorkerStart', message: 'worker gone' }, phase: 'harness' },
    ],
    [
      DONE,
      { outcome: 'harness-error', ms, error: { name: 'LostResult', message: 'the worker reported no result' }, phase: 'harness' },
    ],
    [
      { state: 'cancelled', cache: {}, damage: [] },
      { outcome: 'crash', ms, error: { name: 'Crash', message: 'the engine process was interrupted' }, phase: 'host' },
    ],
  ])('%j', async (end, result) => expect(await told(() => end)).toEqual([result]));

  test('its time runs from the last message', async () => {
    const [result] = await told(async (_, say) => {
      say({ type: 'ready' });
      await new Promise(resolve => setTimeout(resolve, 40));
      return died('oom');
    });
    expect(result!.ms).toBeGreaterThanOrEqual(30);
    expect(result!.ms).toBeLessThan(20_000);
  });

  test('an engine that saw Ctrl-C first is waited for, not longer than needed', async () => {
    const abort = new AbortController();
    const begin = performance.now();
    setTimeout(() => abort.abort(), 20);
    expect(await told(() => ({ state: 'cancelled', cache: {}, damage: [] }), abort)).toEqual([]);
    expect(performance.now() - begin).toBeLessThan(450);
    const stopped = new AbortController();
    const results = told(() => {
      stopped.abort();
      return { state: 'cancelled', cache: {}, damage: [] };
    }, stopped);
    expect(await results).toEqual([]);
  });
});

test('the cache of a worker is counted when it lived, also when it was stopped', async () => {
  const counted: string[] = [];
  const count = async (end: BatchEnd): Promise<void> => {
    const executor: Executor = {
      workers: 1,
      replaced: 0,
      foreignCpuMs: 0,
      run: async (cases, say) => {
        pass(say, ...cases.keys());
        return end;
      },
      close: async () => {},
    };
    const events: DispatchEvents = {
      result: () => {},
      cache: (counters, damage) => counted.push(`${Object.keys(counters).join()} ${damage.map(each => each.key).join()}`),
      notice: () => {},
      problem: () => {},
    };
    await dispatch([{ cases: CASES }], executor, events, new AbortController().signal);
  };
  const hits = { hits: 1, misses: 0, rebuilt: 0 };
  await count({ state: 'done', cache: { image: hits }, damage: [{ kind: 'image', key: 'k', damage: 'cut' }] });
  await count({ state: 'cancelled', cache: { code: hits }, damage: [] });
  await count(died('exit'));
  await count({ state: 'unprepared', message: 'why' });
  expect(counted).toEqual(['image k', 'code ']);
});

describe('warming up', () => {
  interface Warmed {
    answer: string | undefined;
    batches: number[];
    counted: number;
  }
  const warm = async (ends: BatchEnd[], signal = new AbortController().signal): Promise<Warmed> => {
    const batches: number[] = [];
    let counted = 0;
    const executor: Executor = {
      workers: 1,
      replaced: 0,
      foreignCpuMs: 0,
      run: async cases => {
        batches.push(cases.length);
        return ends[batches.length - 1]!;
      },
      close: async () => {},
    };
    const events: DispatchEvents = { result: () => {}, cache: () => (counted += 1), notice: () => {}, problem: () => {} };
    return { answer: await warmUp(executor, events, signal), batches, counted };
  };

  test('runs no case, and counts what it took from the cache', async () => {
    expect(await warm([DONE])).toEqual({ answer: undefined, batches: [0], counted: 1 });
  });

  test('is tried three times while workers die, and never again when the engine says no', async () => {
    const gone = died('exit', false);
    expect(await warm([gone, gone, DONE])).toEqual({ answer: undefined, batches: [0, 0, 0], counted: 1 });
    expect(await warm([gone, gone, gone, DONE])).toEqual({ answer: 'worker gone', batches: [0, 0, 0], counted: 0 });
    const no: BatchEnd = { state: 'unprepared', message: 'why' };
    expect(await warm([no, DONE])).toEqual({ answer: 'why', batches: [0], counted: 0 });
  });

  test('a stop is no failure; an engine that stops by itself is one', async () => {
    const stopped = AbortSignal.abort();
    const gone = died('exit', false);
    expect(await warm([gone, DONE], stopped)).toEqual({ answer: undefined, batches: [0], counted: 0 });
    const cancelled: BatchEnd = { state: 'cancelled', cache: {}, damage: [] };
    expect(await warm([cancelled], stopped)).toEqual({ answer: undefined, batches: [0], counted: 0 });
    expect(await warm([cancelled])).toEqual({ answer: 'cancelled', batches: [0], counted: 0 });
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
