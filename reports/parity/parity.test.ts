/** The comparison of tiers: what counts as a difference, what as a problem, how differences become causes. */
import { describe, expect, test } from 'vitest';
import type { CaseError, Outcome } from '../../harness/outcome.ts';
import type { CaseEnd, RunEnd, RunRecord, RunStart } from '../events.ts';
import { paritySchema } from '../schema/definitions.ts';
import { styleFor } from '../style.ts';
import { runRecord } from '../testing/records.ts';
import { compareTiers, type Difference, differenceOf, type TierResult } from './parity.ts';
import { causesOf } from './parity-causes.ts';
import { parityMarkdown, parityReport, parityText } from './parity-report.ts';

type Cell = Outcome | (Partial<CaseEnd> & { outcome: Outcome });

const error = (message: string, name = 'TypeError'): CaseError => ({ name, message });

function onTier(
  tier: string,
  cells: Readonly<Record<string, Cell>>,
  start: Partial<RunStart> = {},
  end: Partial<RunEnd> = {},
): RunRecord {
  const cases = Object.entries(cells).map(([key, cell]): CaseEnd => {
    const [path, mode = 'sloppy'] = key.split('#');
    const rest = typeof cell === 'string' ? { outcome: cell } : cell;
    return { type: 'case-end', id: `${path}#${mode}@${tier}`, path: path!, mode, tier, ms: 1, ...rest };
  });
  return runRecord(cases, { tier, ...start }, end);
}

const pair = (a: TierResult, b: TierResult): Difference | undefined => differenceOf('x#sloppy', 's', ['cek', 'vm'], [a, b]);
const fail = (message: string, phase: TierResult['phase'] = 'runtime'): TierResult => ({
  outcome: 'fail',
  error: error(message),
  phase,
});

describe('what differs', () => {
  test.each<[string, TierResult, TierResult, string[] | undefined]>([
    ['nothing', { outcome: 'pass' }, { outcome: 'pass' }, undefined],
    ['the same failure', fail('m'), fail('m'), undefined],
    ['outcome', { outcome: 'timeout' }, { outcome: 'crash' }, ['outcome']],
    ['outcome and what comes with it', { outcome: 'pass' }, fail('m'), ['outcome', 'phase', 'error']],
    ['message', fail('a'), fail('b'), ['error']],
    ['numbers in a message of the guest', fail('at 1'), fail('at 2'), ['error']],
    ['second lines of the guest', fail('a\nb'), fail('a\nc'), ['error']],
    ['error name', { ...fail('m'), error: error('m', 'A') }, { ...fail('m'), error: error('m', 'B') }, ['error']],
    ['phase', fail('m', 'parse'), fail('m', 'runtime'), ['phase']],
    ['stacks of the host do not', fail('boom\n at 1', 'host'), fail('boom\n at 2', 'host'), undefined],
    ['numbers of the host do not', fail('after 10 ms', 'host'), fail('after 12 ms', 'host'), undefined],
    ['words of the host do', fail('boom', 'host'), fail('bang', 'host'), ['error']],
    ['output', { outcome: 'pass', printedDigest: 'a' }, { outcome: 'pass', printedDigest: 'b' }, ['printed']],
    ['output and none', { outcome: 'pass' }, { outcome: 'pass', printedDigest: 'b' }, ['printed']],
    [
      'the digest decides, not the kept beginning',
      { outcome: 'pass', printed: 'x', printedDigest: 'a' },
      { outcome: 'pass', printedDigest: 'a' },
      undefined,
    ],
    ['without digests the text', { outcome: 'pass', printed: 'x' }, { outcome: 'pass', printed: 'y' }, ['printed']],
    ['an empty error message is an error', { outcome: 'fail' }, { outcome: 'fail', error: error('', 'E') }, ['error']],
  ])('%s', (_, a, b, aspects) => {
    expect(pair(a, b)?.aspects).toEqual(aspects);
    expect(pair(b, a)?.aspects).toEqual(aspects);
  });

  test('tiers that agree form a class, in the order of the tiers', () => {
    const tiers = ['cek', 'native', 'vm', 'auto'];
    const results = [fail('a'), fail('b'), fail('a'), { outcome: 'pass' as const }];
    const difference = differenceOf('x#sloppy', 's', tiers, results);
    expect(difference?.classes).toEqual([['cek', 'vm'], ['native'], ['auto']]);
    expect(Object.keys(difference?.tiers ?? {})).toEqual(tiers);
  });
});

describe('runs', () => {
  test('cases are matched by path and mode, in any order; one fixed and one broken are two differences', () => {
    const a = onTier('cek', { 'a.js': 'pass', 'b.js': 'fail', 'b.js#strict': 'pass', 'c.js': 'fail' });
    const b = onTier('vm', { 'c.js': 'fail', 'b.js#strict': 'pass', 'b.js': 'pass', 'a.js': 'fail' });
    const parity = compareTiers([a, b]);
    expect(parity).toMatchObject({ tiers: ['cek', 'vm'], cases: 4, agree: 2, problems: [] });
    expect(parity.differ.map(each => each.id)).toEqual(['a.js#sloppy', 'b.js#sloppy']);
  });

  test('paths with # and @ are matched, too', () => {
    const named = (tier: string, outcome: Outcome): RunRecord => {
      const record = onTier(tier, { x: outcome });
      return { ...record, cases: record.cases.map(each => ({ ...each, path: 'a#b@c.js', id: `a#b@c.js#sloppy@${tier}` })) };
    };
    expect(compareTiers([named('cek', 'pass'), named('vm', 'fail')]).differ[0]?.id).toBe('a#b@c.js#sloppy');
  });

  const problemsOf = (...records: RunRecord[]): string[] => compareTiers(records).problems;
  const good = onTier('cek', { 'a.js': 'pass', 'b.js': 'pass' });

  test.each<[string, RunRecord, RegExp]>([
    ['a lost case', onTier('vm', { 'a.js': 'pass' }, { declared: 2 }), /declared 2 cases, executed 1/],
    ['fewer declared', onTier('vm', { 'a.js': 'pass' }), /tiers declared different numbers of cases: cek 2, vm 1/],
    ['other cases', onTier('vm', { 'a.js': 'pass', 'c.js': 'pass' }), /2 cases of test262 have no result/],
    ['a harness error', onTier('vm', { 'a.js': 'pass', 'b.js': 'harness-error' }), /on vm: 1 case ended in harness-error/],
    ['a problem', onTier('vm', { 'a.js': 'pass', 'b.js': 'pass' }, {}, { problems: ['it broke'] }), /on vm: it broke/],
    [
      'another commit',
      onTier('vm', { 'a.js': 'pass', 'b.js': 'pass' }, { suite: { ...good.start.suite, commit: 'other' } }),
      /different corpus commit/,
    ],
    ['another engine', onTier('vm', { 'a.js': 'pass', 'b.js': 'pass' }, { engine: 'e' }), /different engine: sx, e/],
    ['the same tier', onTier('cek', { 'a.js': 'pass', 'b.js': 'pass' }), /a tier was run twice: cek, cek/],
  ])('%s is a problem', (_, other, expected) => expect(problemsOf(good, other).join('\n')).toMatch(expected));

  test('a result recorded twice is a problem, even when the numbers fit', () => {
    const record = onTier('vm', { 'a.js': 'pass' });
    const twice = { ...record, cases: [...record.cases, ...record.cases], start: { ...record.start, declared: 2 } };
    expect(problemsOf(good, { ...twice, end: { ...record.end, executed: 2 } })).toContain('test262 on vm has 1 results twice');
  });

  test('an interrupted run is compared as far as it came, without complaint', () => {
    const partial = onTier('vm', { 'a.js': 'fail' }, { declared: 2 }, { interrupted: true });
    expect(compareTiers([good, partial])).toMatchObject({ cases: 1, agree: 0, problems: [] });
  });
});

describe('causes', () => {
  const records = (cells: Readonly<Record<string, readonly [Cell, Cell, Cell]>>): Difference[] => {
    const column = (at: number): Record<string, Cell> =>
      Object.fromEntries(Object.entries(cells).map(([key, row]) => [key, row[at]!]));
    return compareTiers(['cek', 'native', 'vm'].map((tier, at) => onTier(tier, column(at)))).differ;
  };
  const thrown = (message: string): Cell => ({ outcome: 'fail', error: error(message), phase: 'runtime' });
  const repeat = ({ id }: Difference, tiers: readonly string[]): string => `${id} ${tiers.join(',')}`;

  test('the same tiers with the same outcomes and normalised messages are one cause', () => {
    const differ = records({
      'long/a.js': ['pass', 'pass', thrown('slot 1')],
      'b.js': ['pass', 'pass', thrown('slot 22')],
      'c.js': ['pass', thrown('slot 1'), 'pass'],
      'd.js': ['pass', 'pass', thrown('other')],
      'e.js': ['pass', 'pass', 'pass'],
      'f.js': ['pass', thrown('x'), 'timeout'],
    });
    const causes = causesOf(differ, { sizeOf: () => 0, repeat });
    expect(causes.map(each => [each.count, each.example, each.repeat])).toEqual([
      [2, 'b.js#sloppy', 'b.js#sloppy cek,vm'],
      [1, 'c.js#sloppy', 'c.js#sloppy cek,native'],
      [1, 'd.js#sloppy', 'd.js#sloppy cek,vm'],
      [1, 'f.js#sloppy', 'f.js#sloppy cek,native,vm'],
    ]);
    expect(causes[0]?.sides).toEqual([
      { tiers: ['cek', 'native'], saw: 'pass' },
      { tiers: ['vm'], saw: 'fail in runtime (TypeError: slot N)' },
    ]);
    expect(causes.reduce((sum, each) => sum + each.count, 0)).toBe(differ.length);
  });

  test('messages that are alike when normalised are still a difference, and one cause', () => {
    const differ = records({
      'a.js': [thrown('at 1'), thrown('at 1'), thrown('at 2')],
      'b.js': [thrown('at 3'), thrown('at 3'), thrown('at 4')],
    });
    expect(causesOf(differ, { sizeOf: () => 0, repeat })).toMatchObject([{ count: 2, aspects: ['error'] }]);
  });

  test('the smallest source is the example, then the shortest name', () => {
    const row = ['pass', 'pass', 'fail'] as const;
    const differ = records({ 'a.js': row, 'longer-name.js': row, 'b.js': row });
    const size = ({ id }: Difference): number => (id.startsWith('longer') ? 10 : 20);
    expect(causesOf(differ, { sizeOf: size, repeat })[0]?.example).toBe('longer-name.js#sloppy');
    expect(causesOf(differ, { sizeOf: () => 5, repeat })[0]?.example).toBe('a.js#sloppy');
  });
});

describe('reports', () => {
  const meta = {
    tool: { name: 'sx', version: '0.1.0' },
    command: 'sx parity',
    startedAt: '2026-01-01T00:00:00.000Z',
    interrupted: false,
  };
  const parity = compareTiers([
    onTier('cek', { 'a.js': 'pass', 'b.js': { outcome: 'pass', printed: 'x|\n', printedDigest: '1' } }),
    onTier('vm', {
      'a.js': { outcome: 'fail', error: error('no `slot`'), phase: 'runtime' },
      'b.js': { outcome: 'pass', printed: 'y\n', printedDigest: '2' },
    }),
  ]);
  const causes = causesOf(parity.differ, { sizeOf: () => 0, repeat: () => 'sx parity a' });
  const report = parityReport(meta, [parity], causes);

  test('the file matches its schema and adds up', () => {
    expect(paritySchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report).toMatchObject({ tiers: ['cek', 'vm'], cases: 2, agree: 0 });
    expect(report.agree + report.differ.length).toBe(report.cases);
  });

  test('text and Markdown name numbers, sides, example and command', () => {
    const text = parityText(report, styleFor(false));
    const markdown = parityMarkdown(report);
    for (const part of ['no `slot`', 'a.js#sloppy', 'sx parity a', '2 cases on cek, vm: 0 agree, 2 differ, for 2 causes']) {
      expect(text).toContain(part);
      expect(markdown).toContain(part);
    }
    expect(text).toContain('cek printed: "x|\\n"');
    expect(text).toContain('vm error: TypeError: no `slot`');
  });

  test('agreement, problems and interruption are said', () => {
    const same = compareTiers([onTier('cek', { 'a.js': 'pass' }), onTier('vm', { 'a.js': 'pass' }, {}, { problems: ['p'] })]);
    const text = parityText(parityReport({ ...meta, interrupted: true }, [same], []), styleFor(false));
    expect(text).toContain('problem: test262 on vm: p');
    expect(text).toContain('1 case on cek, vm: all agree; interrupted, so not all cases were compared');
  });

  test('several suites are one report', () => {
    const both = parityReport(meta, [parity, { ...parity, tiers: ['cek', 'auto'] }], causes);
    expect(both).toMatchObject({ tiers: ['cek', 'vm', 'auto'], cases: 4 });
    expect(both.differ).toHaveLength(4);
  });
});
