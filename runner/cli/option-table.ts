/**
 * Every flag, once. The parser, the help and the reference page are made from this table; the type of the parsed options demands a
 * row for each key.
 */

import { PROGRAM_MODES, type ProgramMode, type Tier } from '../../harness/test-case.ts';
import { REPORTER_NAMES } from '../../reports/reporters/index.ts';
import { SUITE_NAMES, type SuiteName } from '../../suites/registry.ts';
import {
  append,
  engine,
  modeList,
  oneOf,
  outcomeList,
  positive,
  regularExpression,
  reporter,
  SX_TIERS,
  shardOf,
  tierList,
  whole,
  workerCount,
} from './option-values.ts';

export interface Options {
  grep: string | undefined;
  grepInvert: string | undefined;
  feature: readonly string[];
  mode: readonly ProgramMode[];
  limitPerCategory: number | undefined;
  lastFailed: boolean;
  suite: SuiteName;
  all: boolean;
  routes: boolean;
  test262: string | undefined;
  engine: string;
  tier: Tier;
  tiers: readonly Tier[];
  isolate: 'fresh' | 'process';
  workers: number;
  timeout: number;
  maxHeap: number;
  seed: number | undefined;
  shard: { index: number; count: number } | undefined;
  bail: number | undefined;
  expectations: string | undefined;
  update: boolean;
  adoptCommit: boolean;
  includeSkipped: boolean;
  reporter: readonly string[];
  out: string | undefined;
  status: readonly string[];
  quiet: boolean;
  cache: boolean;
  cacheDir: string;
  against: string | undefined;
  rounds: number | undefined;
  processes: number;
  json: string | undefined;
  check: boolean;
  full: boolean;
  color: boolean | undefined;
  config: string | undefined;
}

export type OptionKey = keyof Options;
export type OptionGroup = 'select' | 'run' | 'baseline' | 'bench' | 'result' | 'cache' | 'common';

export interface OptionSpec<T> {
  /** As commander writes it: `-g, --grep <pattern>`. */
  flags: string;
  group: OptionGroup;
  what: string;
  /** Shown in help; the value itself when it is a plain one. */
  fallback: T;
  fallbackText?: string;
  /** May be given several times. */
  repeat?: boolean;
  /** Throws a `UsageProblem` for a value that cannot be. */
  parse?: (text: string, before: T) => T;
}

export const OPTION_TABLE: { readonly [K in OptionKey]: OptionSpec<Options[K]> } = {
  grep: {
    flags: '-g, --grep <pattern>',
    group: 'select',
    what: 'only tests whose path matches this regular expression',
    fallback: undefined,
    parse: regularExpression,
  },
  grepInvert: {
    flags: '-G, --grep-invert <pattern>',
    group: 'select',
    what: 'only tests whose path does not match this regular expression',
    fallback: undefined,
    parse: regularExpression,
  },
  feature: {
    flags: '--feature <name>',
    group: 'select',
    what: 'only tests with this feature in their frontmatter; repeatable',
    fallback: [],
    repeat: true,
    parse: append,
  },
  mode: {
    flags: '--mode <list>',
    group: 'select',
    what: `only these modes: ${PROGRAM_MODES.join(', ')}`,
    fallback: [...PROGRAM_MODES],
    fallbackText: 'all',
    parse: modeList,
  },
  limitPerCategory: {
    flags: '--limit-per-category <n>',
    group: 'select',
    what: 'at most n tests of each category (two folders deep): the first by path, or a sample when a seed is given',
    fallback: undefined,
    parse: positive,
  },
  lastFailed: {
    flags: '--last-failed',
    group: 'select',
    what: 'only cases that did not pass in the latest run',
    fallback: false,
  },
  suite: {
    flags: '--suite <name>',
    group: 'select',
    what: `the suite: ${SUITE_NAMES.join(', ')} (without it, parity takes what the repository holds)`,
    fallback: 'test262',
    parse: text => oneOf(text, SUITE_NAMES),
  },
  all: { flags: '--all', group: 'select', what: 'every suite: the corpus on one tier, the others on all tiers', fallback: false },
  routes: {
    flags: '--routes',
    group: 'select',
    what: 'compare what a web program (FILE.sx) answers to every route on several tiers, or hosts that run (two addresses or more)',
    fallback: false,
  },
  test262: {
    flags: '--test262 <location>',
    group: 'select',
    what: 'folder or .tar.gz of the corpus; else the variable TEST262, the cache, a shallow clone, the in-repo slice',
    fallback: undefined,
    parse: text => text,
  },
  status: {
    flags: '--status <list>',
    group: 'select',
    what: 'only cases with these outcomes in the latest run',
    fallback: [],
    fallbackText: 'all',
    parse: outcomeList,
  },
  engine: {
    flags: '--engine <spec>',
    group: 'run',
    what: 'sx, sx:heat=N (auto compiles after N calls or rounds), process:CMD (such as process:node), or module:FILE',
    fallback: 'sx',
    parse: engine,
  },
  tier: {
    flags: '--tier <name>',
    group: 'run',
    what: 'tier of the sx engine: auto, cek, vm, native',
    fallback: 'auto',
    parse: text => oneOf(text, SX_TIERS),
  },
  tiers: {
    flags: '--tiers <list>',
    group: 'run',
    what: 'tiers to compare: cek, native, vm, auto',
    fallback: [],
    fallbackText: 'those that the build has',
    parse: tierList,
  },
  isolate: {
    flags: '--isolate <kind>',
    group: 'run',
    what: 'fresh: worker threads, a fresh realm per case; process: the same in child processes',
    fallback: 'fresh',
    parse: text => oneOf(text, ['fresh', 'process'] as const),
  },
  workers: {
    flags: '-j, --workers <n>',
    group: 'run',
    what: 'number of workers, or a share of the processors such as 50%',
    fallback: 0,
    fallbackText: 'one per processor',
    parse: workerCount,
  },
  timeout: { flags: '--timeout <ms>', group: 'run', what: 'time limit of one case', fallback: 10_000, parse: positive },
  maxHeap: { flags: '--max-heap <mb>', group: 'run', what: 'heap limit of one worker', fallback: 1024, parse: positive },
  seed: { flags: '--seed <n>', group: 'run', what: 'seed of every random choice', fallback: undefined, parse: whole },
  shard: { flags: '--shard <i/n>', group: 'run', what: 'only the i-th of n parts', fallback: undefined, parse: shardOf },
  bail: {
    flags: '--bail [n]',
    group: 'run',
    what: 'stop after n cases (1 unless given) that did not pass',
    fallback: undefined,
    parse: positive,
  },
  expectations: {
    flags: '--expectations <folder>',
    group: 'baseline',
    what: 'where the known non-passes are',
    fallback: undefined,
    fallbackText: 'from the configuration, else expectations',
    parse: text => text,
  },
  update: {
    flags: '-u, --update',
    group: 'baseline',
    what: 'write the expectations from the run; refused after a partial or broken one',
    fallback: false,
  },
  adoptCommit: {
    flags: '--adopt-commit',
    group: 'baseline',
    what: 'let --update move the expectations to the corpus commit or engine of the run',
    fallback: false,
  },
  includeSkipped: {
    flags: '--include-skipped',
    group: 'baseline',
    what: 'run the cases that the expectations say to skip',
    fallback: false,
  },
  reporter: {
    flags: '--reporter <name[=file]>',
    group: 'result',
    what: `${REPORTER_NAMES.join(', ')}; repeatable`,
    fallback: [],
    fallbackText: 'default',
    repeat: true,
    parse: reporter,
  },
  out: {
    flags: '--out <folder>',
    group: 'result',
    what: 'folder for the files of the run',
    fallback: undefined,
    fallbackText: '.sx/runs/<time>',
    parse: text => text,
  },
  quiet: { flags: '--quiet', group: 'result', what: 'no progress, no notes', fallback: false },
  cache: { flags: '--no-cache', group: 'cache', what: 'neither read nor write the cache', fallback: true, fallbackText: '' },
  cacheDir: {
    flags: '--cache-dir <folder>',
    group: 'cache',
    what: 'folder of the cache',
    fallback: '.sx/cache',
    parse: text => text,
  },
  against: {
    flags: '--against <file>',
    group: 'bench',
    what: 'the program of the argument in JavaScript; both define a procedure run',
    fallback: undefined,
    parse: text => text,
  },
  rounds: {
    flags: '--rounds <n>',
    group: 'bench',
    what: 'measured rounds of each part',
    fallback: undefined,
    fallbackText: 'as each part needs',
    parse: positive,
  },
  processes: {
    flags: '--processes <n>',
    group: 'bench',
    what: 'processes whose medians make the figures of the kernel part',
    fallback: 3,
    parse: positive,
  },
  json: {
    flags: '--json <file>',
    group: 'bench',
    what: 'write the rows (program, tier, ratio, ms …) to this file; - for standard output, without tables',
    fallback: undefined,
    parse: text => text,
  },
  check: { flags: '--check', group: 'bench', what: 'exit code 1 when a bar is missed', fallback: false },
  full: { flags: '--full', group: 'bench', what: 'language: all tests instead of a sample', fallback: false },
  color: { flags: '--no-color', group: 'common', what: 'no colours; --color forces them', fallback: undefined, fallbackText: '' },
  config: {
    flags: '--config <file>',
    group: 'common',
    what: 'configuration file',
    fallback: undefined,
    fallbackText: 'sx.config.json',
    parse: text => text,
  },
};
