/** Merging shards: the same as never having cut the run, or a refusal that names everything wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '../../harness/outcome.ts';
import type { RunEnd, RunRecord, RunStart } from '../events.ts';
import { scoreboardOf } from '../scoreboard/scoreboard-json.ts';
import { caseEnd, runRecord, runStart } from '../testing/records.ts';
import { MergeError, mergeRuns } from './merge.ts';

function shard(
  index: number,
  count: number,
  paths: readonly string[],
  start: Partial<RunStart> = {},
  end: Partial<RunEnd> = {},
): RunRecord {
  const selection = { ...runStart().selection, patterns: ['a'], narrowed: [`--shard ${index}/${count}`] };
  const cases = paths.map(path => caseEnd(path, 'pass'));
  return runRecord(
    cases,
    { shard: `${index}/${count}`, selection, command: `sx scoreboard a --shard ${index}/${count}`, ...start },
    end,
  );
}

const reasons = (...records: RunRecord[]): readonly string[] => {
  try {
    mergeRuns(records);
    return [];
  } catch (error) {
    return (error as MergeError).reasons;
  }
};

test('a whole set becomes one complete run', () => {
  const cache = { hits: 1, misses: 2, rebuilt: 3, kinds: { index: { hits: 1, misses: 2, rebuilt: 3 } } };
  const merged = mergeRuns([
    shard(
      2,
      2,
      ['a/b/2.js'],
      { startedAt: '2026-01-01T00:00:05.000Z' },
      { wallMs: 700, cpuMs: 10, firstResultMs: 9, cache, notices: ['n'] },
    ),
    shard(1, 2, ['a/b/1.js', 'a/b/3.js'], {}, { wallMs: 500, cpuMs: 20, firstResultMs: null, cache }),
  ]);
  expect(merged.start).toMatchObject({
    shard: null,
    declared: 3,
    command: 'sx scoreboard a',
    startedAt: '2026-01-01T00:00:00.000Z',
  });
  expect(merged.start.selection).toEqual({ patterns: ['a'], modes: ['sloppy', 'strict', 'module'], narrowed: [] });
  expect(merged.end).toMatchObject({ executed: 3, wallMs: 700, cpuMs: 30, firstResultMs: 9, notices: ['n'], interrupted: false });
  expect(merged.end.type).toBe('run-end');
  expect(merged.end.cache).toEqual({ hits: 2, misses: 4, rebuilt: 6, kinds: { index: { hits: 2, misses: 4, rebuilt: 6 } } });
});

test('what the parts say of themselves is kept: first result, workers, problems, other filters', () => {
  const start = (index: number): Partial<RunStart> => ({
    selection: { ...runStart().selection, narrowed: ['--grep x', `--shard ${index}/12`, '--feature --shard 1/2'] },
    command: `sx scoreboard --shard ${index}/12 --grep x`,
  });
  const parts = Array.from({ length: 12 }, (_, at) =>
    shard(at + 1, 12, [`a/b/${at}.js`], start(at + 1), {
      firstResultMs: 100 - at,
      workers: { started: 2, replaced: at },
      problems: [`p${at}`],
    }),
  );
  const { start: whole, end } = mergeRuns(parts.reverse());
  expect(whole.selection.narrowed).toEqual(['--grep x', '--feature --shard 1/2']);
  expect(whole.command).toBe('sx scoreboard --grep x');
  expect(end.firstResultMs).toBe(89);
  expect(end.workers).toEqual({ started: 24, replaced: 66 });
  expect(end.problems).toEqual(parts.map(part => part.end.problems[0]));
  expect(mergeRuns([shard(1, 1, [], {}, { firstResultMs: null })]).end.firstResultMs).toBeNull();
});

describe('refusals', () => {
  const good = shard(1, 2, ['a/b/1.js']);

  test.each<[string, RunRecord[], string[]]>([
    ['nothing', [], ['there is nothing to merge']],
    ['a missing shard', [good], ['shard 2/2 is missing']],
    [
      'the same shard twice',
      [good, good],
      ['shard 1/2 is there 2 times', 'shard 2/2 is missing', 'a/b/1.js#sloppy@auto is in two shards'],
    ],
    ['other cuts', [good, shard(2, 3, ['a/b/2.js'])], ['the runs were cut into 2 and 3 shards']],
    ['other cuts, and not all', [good, shard(3, 3, [])], ['the runs were cut into 2 and 3 shards']],
    ['no shard at all', [runRecord([caseEnd('a/b/1.js', 'pass')])], ['one of the runs is no shard']],
    [
      'another commit',
      [good, shard(2, 2, [], { suite: { ...runStart().suite, commit: 'x' } })],
      ['different corpus commit: 0123456789 and x'],
    ],
    [
      'another engine',
      [good, shard(2, 2, [], { engine: 'process:node', tier: 'host' })],
      ['different engine: sx auto and process:node host'],
    ],
    [
      'another suite',
      [good, shard(2, 2, [], { suite: { ...runStart().suite, name: 'slice' } })],
      ['different suite: test262 and slice'],
    ],
    [
      'another version of the tool',
      [good, shard(2, 2, [], { tool: { name: 'sx', version: '9' } })],
      ['different tool version: 0.1.0 and 9'],
    ],
    [
      'another selection',
      [good, shard(2, 2, [], { selection: { patterns: ['b'], modes: ['sloppy'], narrowed: ['--shard 2/2', '--grep x'] } })],
      [
        'different selection: {"patterns":["a"],"modes":["sloppy","strict","module"],"narrowed":[]} and {"patterns":["b"],"modes":["sloppy"],"narrowed":["--grep x"]}',
      ],
    ],
    [
      'no shard among shards',
      [good, shard(2, 2, [], { shard: null }), shard(2, 2, [], { shard: '2' })],
      ['one of the runs is no shard', 'one of the runs is no shard', 'shard 2/2 is missing'],
    ],
    ['another seed', [good, shard(2, 2, [], { seed: 4 })], ['different seed: null and 4']],
    ['other options', [good, shard(2, 2, [], { options: { timeout: 1 } })], ['different options: {} and {"timeout":1}']],
    [
      'an interrupted shard',
      [good, shard(2, 2, [], { declared: 4 }, { interrupted: true, interruptedBy: 'SIGINT' })],
      ['shard 2/2 was interrupted'],
    ],
    ['a shard with lost cases', [good, shard(2, 2, [], { declared: 4 })], ['shard 2/2 declared 4 cases and executed 0']],
  ])('%s', (_, records, expected) => expect(reasons(...records)).toEqual(expected));

  test('are one error that tells all reasons', () => {
    const refused = (): unknown => mergeRuns([good, good]);
    expect(refused).toThrow(MergeError);
    expect(refused).toThrow('shard 1/2 is there 2 times; shard 2/2 is missing; a/b/1.js#sloppy@auto is in two shards');
    expect(new MergeError([]).name).toBe('MergeError');
  });

  test('two results for one case', () => {
    const other = shard(2, 2, []);
    const twin = {
      ...other,
      start: { ...other.start, declared: 1 },
      cases: [caseEnd('a/b/1.js', 'fail')],
      end: { ...other.end, executed: 1 },
    };
    expect(reasons(good, twin)).toEqual(['a/b/1.js#sloppy@auto has two results: pass and fail']);
  });
});

test('however a run is cut and shuffled, the merged numbers are those of the whole', () => {
  const outcome = fc.constantFrom(...OUTCOMES);
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (outcomes, count, turn) => {
      const cases = outcomes.map((each, at) =>
        caseEnd(`a/${at % 3}/${at}.js`, each, each === 'pass' ? undefined : { name: 'E', message: String(at % 2) }),
      );
      const parts = Array.from({ length: count }, (_, part) => {
        const own = cases.filter((_, at) => at % count === part);
        const { start, end } = shard(part + 1, count, []);
        return { start: { ...start, declared: own.length }, cases: own, end: { ...end, executed: own.length } };
      });
      const shuffled = [...parts.slice(turn % count), ...parts.slice(0, turn % count)];
      const { counts, categories, failureModes, declared, executed } = scoreboardOf(mergeRuns(shuffled));
      const whole = scoreboardOf(runRecord(cases));
      expect({ counts, categories, failureModes, declared, executed }).toEqual({
        counts: whole.counts,
        categories: whole.categories,
        failureModes: whole.failureModes,
        declared: cases.length,
        executed: cases.length,
      });
    }),
  );
});
