/** What the figures are held against: every bar of the project's issues, in one table, and whether rows meet them. */
import type { PartName, Row } from './part.ts';
import { HOT_PROGRAMS } from './programs.ts';

interface Bar {
  part: PartName;
  program: string;
  tier: string;
  /** Name of the figure that is held against the limit. */
  figure: string;
  at: 'most' | 'least';
  /** Undefined when it was not measured. */
  value(row: Row, find: Find): number | undefined;
  limit: number | ((row: Row, find: Find) => number | undefined);
  /** Written after the figures. */
  unit: string;
}

export interface Verdict {
  part: PartName;
  program: string;
  tier: string;
  what: string;
  value: number;
  limit: number;
  met: boolean;
}

type Find = (tier: string) => Row | undefined;

function ratio(part: PartName, program: string, tier: string, limit: number, figure = tier): Bar {
  return { part, program, tier, figure, at: 'most', value: row => row.ratio, limit, unit: '×' };
}

function fasterThan(other: string, part: PartName, program: string, tier: string, limit: number): Bar {
  const value: Bar['value'] = (row, find) => {
    const slower = find(other);
    return slower === undefined ? undefined : slower.ratio / row.ratio;
  };
  return { part, program, tier, figure: tier, at: 'least', value, limit, unit: `× the speed of ${other}` };
}

function memory(program: string): Bar {
  return {
    part: 'programs',
    program,
    tier: 'auto',
    figure: 'memory',
    at: 'most',
    value: row => row.memoryMb,
    limit: 300,
    unit: 'MB',
  };
}

/** Cases per second that are enough in any case, and the share of Node's own rate that is enough. */
const ENOUGH_CASES = 400;
const ENOUGH_SHARE = 0.4;

const BARS: readonly Bar[] = [
  ratio('kernel', 'fib', 'cek', 20),
  fasterThan('cek', 'kernel', 'fib', 'vm', 1.3),
  fasterThan('cek', 'kernel', 'loop', 'vm', 1.3),
  ratio('kernel', 'fib', 'native', 1.5),
  ratio('kernel', 'tak', 'native', 1.5),
  ratio('kernel', 'closures', 'native', 3),
  ...HOT_PROGRAMS.flatMap(program => [ratio('programs', program, 'auto', 2, 'ratio'), memory(program)]),
  ratio('startup', 'warm', 'auto', 2.5, 'ratio'),
  {
    part: 'startup',
    program: 'cold',
    tier: 'auto',
    figure: 'time',
    at: 'most',
    value: row => row.ms / 1000,
    limit: 10,
    unit: 's',
  },
  {
    part: 'language',
    program: 'language',
    tier: 'auto',
    figure: 'rate',
    at: 'least',
    value: row => row.casesPerSecond,
    limit: (_, find) => {
      const rate = find('node')?.casesPerSecond;
      return rate === undefined ? ENOUGH_CASES : Math.min(ENOUGH_CASES, ENOUGH_SHARE * rate);
    },
    unit: 'cases/s',
  },
];

/** Verdicts on all bars that these rows have figures for. */
export function judge(rows: readonly Row[]): Verdict[] {
  return BARS.flatMap(({ part, program, tier, figure, at, unit, ...bar }) => {
    const find: Find = wanted => rows.find(row => row.part === part && row.program === program && row.tier === wanted);
    const row = find(tier);
    if (row === undefined) return [];
    const value = bar.value(row, find);
    const limit = typeof bar.limit === 'number' ? bar.limit : bar.limit(row, find);
    if (value === undefined || limit === undefined) return [];
    const what = `${figure} ${at === 'most' ? '≤' : '≥'} ${Math.round(limit * 10) / 10} ${unit}`;
    return [{ part, program, tier, what, value, limit, met: at === 'most' ? value <= limit : value >= limit }];
  });
}
