/** The parts of the benchmark that are not clocks: rounds, bars, tables, progress, comparison of results, stages of the pipeline. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tokenizer } from 'acorn';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { styleFor } from '../../reports/style.ts';
import { exitCodeFor } from '../commands/bench.ts';
import { judge } from './bars.ts';
import { mergeRows } from './bench-child.ts';
import { KERNEL_PROGRAMS } from './kernel-programs.ts';
import { JsStages, LIBRARY_TIERS } from './library-tiers.ts';
import { formatMs, formatRatio, type Row, ratioColumn, timeColumn } from './part.ts';
import { Progress } from './progress.ts';
import { Repeated } from './repeated.ts';
import { median, medians } from './rounds.ts';
import { SCHEME_PROGRAMS } from './scheme-programs.ts';
import { demandSame, loadJs, loadSx, SX_TIERS } from './sx-program.ts';
import { barsLine, partTable } from './table.ts';

const PLAIN = styleFor(false);

function row(change: Partial<Row>): Row {
  return { part: 'kernel', program: 'fib', tier: 'cek', against: 'js', ratio: 1, ms: 1, ...change };
}

describe('rounds', () => {
  test('subjects take turns, and rounds of warming up do not count', async () => {
    const order: string[] = [];
    const subject = (name: string, times: number[]) => ({
      measure: () => {
        order.push(name);
        return times.shift() as number;
      },
    });
    const steps: string[] = [];
    const result = await medians([subject('a', [99, 3, 1, 2]), subject('b', [99, 10, 30, 20])], {
      warmUp: 1,
      rounds: 3,
      step: (round, of) => steps.push(`${round}/${of}`),
    });
    expect({ result, order: order.join(''), steps }).toEqual({
      result: [2, 20],
      order: 'abababab',
      steps: ['1/4', '2/4', '3/4', '4/4'],
    });
  });

  test('medians', () => {
    expect([median([3]), median([5, 1, 3]), median([4, 1, 3, 2])]).toEqual([3, 3, 2.5]);
    expect(() => median([])).toThrow('the median of nothing');
  });

  test('short work is repeated, each time with an input of its own', async () => {
    let made = 0;
    const seen: number[] = [];
    const subject = new Repeated<number>(
      input => seen.push(input),
      () => made++,
    );
    await subject.measure();
    expect(seen).toEqual([0]);
    await subject.measure();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(Array.from({ length: made }, (_, i) => i));
  });

  test('several processes are merged figure by figure', () => {
    const runs = [5, 1, 3].map(ratio => [row({ ratio, ms: 10 * ratio }), row({ tier: 'vm', ratio: 2, ms: ratio })]);
    expect(mergeRows(runs)).toEqual([row({ ratio: 3, ms: 30 }), row({ tier: 'vm', ratio: 2, ms: 3 })]);
  });
});

describe('bars', () => {
  const figures = (rows: Row[]) => judge(rows).map(({ program, what, met }) => `${program} ${what}: ${met}`);

  test('ratios, and tiers against each other', () => {
    expect(figures([row({ ratio: 20 }), row({ tier: 'vm', ratio: 16 }), row({ tier: 'native', ratio: 1.6 })])).toEqual([
      'fib cek ≤ 20 ×: true',
      'fib vm ≥ 1.3 × the speed of cek: false',
      'fib native ≤ 1.5 ×: false',
    ]);
    expect(judge([row({ ratio: 26 }), row({ tier: 'vm', ratio: 20 })])[1]).toMatchObject({ value: 1.3, met: true });
  });

  test('what was not measured is not judged', () => {
    expect(figures([row({ program: 'tak', tier: 'cek', ratio: 99 }), row({ program: 'loop', tier: 'vm', ratio: 1 })])).toEqual(
      [],
    );
    expect(figures([row({ part: 'others' })])).toEqual([]);
  });

  test.each([
    [1000, 399, 'language rate ≥ 400 cases/s: false'],
    [1000, 400, 'language rate ≥ 400 cases/s: true'],
    [800, 321, 'language rate ≥ 320 cases/s: true'],
    [800, 319, 'language rate ≥ 320 cases/s: false'],
  ])('the rate of the scoreboard: %d on node, %d on sx', (node, sx, expected) => {
    const common = { part: 'language', program: 'language' } as const;
    expect(
      figures([row({ ...common, tier: 'node', casesPerSecond: node }), row({ ...common, tier: 'auto', casesPerSecond: sx })]),
    ).toEqual([expected]);
  });

  test('a missed one changes the exit code only with --check', () => {
    const met = judge([row({ ratio: 20 })]);
    const missed = [...met, ...judge([row({ ratio: 21 })])];
    expect([exitCodeFor(missed, false), exitCodeFor(missed, true), exitCodeFor(met, true), exitCodeFor([], true)]).toEqual([
      0, 1, 0, 0,
    ]);
  });

  test('memory and start-up', () => {
    expect(
      figures([
        row({ part: 'programs', program: 'sort', tier: 'auto', ratio: 2.1, memoryMb: 299 }),
        row({ part: 'startup', program: 'warm', tier: 'auto', ratio: 2.5 }),
        row({ part: 'startup', program: 'cold', tier: 'auto', ratio: 100, ms: 10_001 }),
      ]),
    ).toEqual(['sort ratio ≤ 2 ×: false', 'sort memory ≤ 300 MB: true', 'warm ratio ≤ 2.5 ×: true', 'cold time ≤ 10 s: false']);
  });
});

describe('tables', () => {
  const part = {
    name: 'kernel',
    title: 'a title',
    note: 'a note',
    columns: [timeColumn('js', 'plain JS'), ratioColumn('cek'), ratioColumn('native')],
  } as const;
  const rows = [
    row({ tier: 'js', ms: 12.345 }),
    row({ tier: 'cek', ratio: 20.04 }),
    row({ tier: 'native', ratio: 1.5 }),
    row({ program: 'lists', tier: 'js', ms: 0.5 }),
    row({ program: 'lists', tier: 'cek', ratio: 123.4 }),
  ];

  test('a row per program, bars beside it, nothing where nothing was measured', () => {
    expect(partTable(part, rows, judge(rows), PLAIN)).toBe(
      [
        'kernel: a title',
        'a note',
        '┌─────────┬──────────┬──────┬────────┬───────────────────────────┐',
        '│ program │ plain JS │  cek │ native │ bars                      │',
        '├─────────┼──────────┼──────┼────────┼───────────────────────────┤',
        '│ fib     │  12.3 ms │ 20.0 │   1.50 │ cek ≤ 20 × missed (20.04) │',
        '│         │          │      │        │ native ≤ 1.5 × met        │',
        '│ lists   │  0.50 ms │  123 │        │                           │',
        '└─────────┴──────────┴──────┴────────┴───────────────────────────┘',
        '',
      ].join('\n'),
    );
    expect(barsLine(judge(rows), PLAIN)).toBe('1 of 2 bars met; missed: kernel/fib cek ≤ 20 ×\n');
  });

  test('without bars there is no column for them', () => {
    expect(partTable(part, rows.slice(3), [], PLAIN)).not.toContain('bars');
    expect(barsLine(judge(rows.slice(2, 3)), PLAIN)).toBe('1 of 1 bars met\n');
  });

  test('figures', () => {
    expect([0.123, 9.994, 12.34, 99.96, 1234.5].map(formatRatio)).toEqual(['0.12', '9.99', '12.3', '100.0', '1235']);
    expect(formatMs(0.014)).toBe('0.01 ms');
  });
});

describe('progress', () => {
  function shown(live: boolean, quiet = false): { texts: string[]; at: (now: number, text: string) => void; progress: Progress } {
    const texts: string[] = [];
    let now = 0;
    const sink = { write: (text: string) => void texts.push(text) };
    const progress = new Progress({ progress: sink, live, columns: 10 }, { quiet, now: () => now });
    const at = (time: number, text: string): void => {
      now = time;
      progress.step(text);
    };
    return { texts, at, progress };
  }

  test('plain lines: after two seconds, then every five', () => {
    const { texts, at } = shown(false);
    for (const time of [0, 1999, 2000, 6999, 7000]) at(time, String(time));
    expect(texts).toEqual(['2000\n', '7000\n']);
  });

  test('a live line is rewritten, and gone before anything else is printed', () => {
    const { texts, at, progress } = shown(true);
    at(0, 'a text that is too long');
    progress.clear();
    expect(texts).toEqual(['\r\u001B[2Ka text th', '\r\u001B[2K']);
  });

  test('quiet', () => {
    const { texts, at, progress } = shown(true, true);
    at(9_000, 'x');
    progress.note('y');
    progress.clear();
    expect(texts).toEqual([]);
  });
});

describe('results', () => {
  test('lists, vectors and arrays; nil, null and undefined', async () => {
    const value = loadSx('p.sx', '(define (run) (list 1 (vector "a" nil) true))', 'cek')();
    const same = (js: unknown) => demandSame('p', { who: 'sx', value }, { who: 'js', value: js });
    same([1, ['a', undefined], true]);
    same([1, ['a', null], true]);
    expect(() => same([1, ['b', null], true])).toThrow(
      "p answers [ 1, [ 'a', null ], true ] on sx, and [ 1, [ 'b', null ], true ] on js",
    );
    expect(() => demandSame('p', { who: 'sx', value: -0 }, { who: 'js', value: 0 })).toThrow('p answers -0 on sx, and 0 on js');
  });

  test.each(KERNEL_PROGRAMS.map(program => [program.name, program] as const))(
    '%s is the same everywhere',
    async (name, { sx, js }) => {
      const expected = { who: 'js', value: (await loadJs(name, js))() };
      for (const tier of SX_TIERS) demandSame(name, { who: tier, value: loadSx(name, sx, tier)() }, expected);
    },
  );

  test.each(SCHEME_PROGRAMS.map(program => [program.name, program] as const))(
    '%s gives what it should',
    (name, { text, expected }) => {
      expect(loadSx(name, text, 'auto')()).toBe(expected);
    },
  );
});

describe('stages of the pipeline', () => {
  const cacheDir = path.join(projectRoot(), '.sx/cache');
  const read = (name: string) => readFileSync(path.join(projectRoot(), name), 'utf8');
  const test262Like = read('runner/bench/inputs/iteration.js');

  test('tokens are those that acorn finds', () => {
    const stages = JsStages.on('native', cacheDir);
    for (const text of [test262Like, read('node_modules/js-sha256/build/sha256.js')])
      expect(stages.tokenise(text)).toBe([...tokenizer(text, { ecmaVersion: 'latest' })].length);
  });

  test.each(LIBRARY_TIERS)('the library on %s runs programs, again and again', tier => {
    const stages = JsStages.on(tier, cacheDir);
    const run = (text: string) => stages.run(stages.translate(stages.parse(text), text), text);
    run(test262Like);
    run(test262Like);
    expect(() => run('sameValue')).toThrow();
  });
});
