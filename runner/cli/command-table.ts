/**
 * Every command, once: its arguments, its flags, what it does. The module of a command is loaded when it is started, so that
 * `sx js` pays nothing for the scoreboard.
 */
import type { OptionGroup, OptionKey } from './option-table.ts';

export interface CommandSpec {
  name: string;
  /** Positional arguments as commander writes them. */
  args: string;
  what: string;
  /** File of the command in `commands/`, without extension. */
  module: string;
  options: readonly OptionKey[];
  /** The command reads its own arguments (the kernel's own commands). */
  raw?: boolean;
}

const SELECT: readonly OptionKey[] = [
  'grep',
  'grepInvert',
  'feature',
  'mode',
  'limitPerCategory',
  'lastFailed',
  'status',
  'suite',
  'test262',
  'seed',
  'shard',
];
const RUN: readonly OptionKey[] = ['engine', 'tier', 'isolate', 'workers', 'timeout', 'maxHeap', 'bail'];
const RESULT: readonly OptionKey[] = ['reporter', 'out', 'quiet'];
const CACHE: readonly OptionKey[] = ['cache', 'cacheDir'];
const COMMON: readonly OptionKey[] = ['color', 'config'];

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'scoreboard',
    args: '[paths...]',
    what: 'score test262, or the in-repo slice when no corpus can be had, and print the table',
    module: 'scoreboard',
    options: [...SELECT, 'all', ...RUN, 'includeSkipped', ...RESULT, ...CACHE, ...COMMON],
  },
  {
    name: 'run',
    args: '[paths...]',
    what: 'run tests and compare with the expectations; with a .sx file, run that program',
    module: 'run',
    options: [...SELECT, ...RUN, 'expectations', 'update', 'adoptCommit', 'includeSkipped', ...RESULT, ...CACHE, ...COMMON],
  },
  {
    name: 'run-suite',
    args: '<suite> [paths...]',
    what: 'run a suite that is named: run --suite NAME',
    module: 'run-suite',
    options: [
      ...SELECT.filter(key => key !== 'suite'),
      ...RUN,
      'expectations',
      'update',
      'adoptCommit',
      'includeSkipped',
      ...RESULT,
      ...CACHE,
      ...COMMON,
    ],
  },
  {
    name: 'update',
    args: '[paths...]',
    what: 'run tests and write the expectations: run --update',
    module: 'update',
    options: [...SELECT, ...RUN, 'expectations', 'adoptCommit', 'includeSkipped', ...RESULT, ...CACHE, ...COMMON],
  },
  {
    name: 'list',
    args: '[paths...]',
    what: 'list the cases that a run would have',
    module: 'list',
    options: [...SELECT, 'engine', 'tier', ...CACHE, ...COMMON],
  },
  {
    name: 'explain',
    args: '<test>',
    what: 'everything known on one test: frontmatter, source, forms, outcome, and the command that repeats it',
    module: 'explain',
    options: ['mode', 'suite', 'test262', 'engine', 'tier', 'timeout', 'maxHeap', 'expectations', ...CACHE, ...COMMON],
  },
  {
    name: 'compare',
    args: '<a> <b>',
    what: 'compare two runs case by case',
    module: 'compare',
    options: ['reporter', ...COMMON],
  },
  {
    name: 'parity',
    args: '[paths...]',
    what: 'run the kernel specs and the in-repo slice, or the suite that is named, on several tiers and show what differs',
    module: 'parity',
    options: [
      ...SELECT,
      'routes',
      'tiers',
      ...RUN.filter(key => key !== 'tier' && key !== 'bail'),
      ...RESULT,
      ...CACHE,
      ...COMMON,
    ],
  },
  {
    name: 'gate',
    args: '[run]',
    what: 'apply the declared gates to a run (default: the latest)',
    module: 'gate',
    options: ['expectations', 'update', 'adoptCommit', 'quiet', ...COMMON],
  },
  {
    name: 'merge',
    args: '<runs...>',
    what: 'make one run of its shards',
    module: 'merge',
    options: ['reporter', 'out', 'quiet', ...COMMON],
  },
  {
    name: 'report',
    args: '[run]',
    what: 'show a run again through any reporter',
    module: 'report',
    options: ['reporter', ...COMMON],
  },
  {
    name: 'doctor',
    args: '',
    what: 'check the environment, the cache, the corpus and the expectations',
    module: 'doctor',
    options: ['test262', 'engine', 'tier', 'timeout', 'maxHeap', 'expectations', ...CACHE, ...COMMON],
  },
  { name: 'js', args: '[args...]', what: 'run a JavaScript program on SX', module: 'js', options: [], raw: true },
  { name: 'disasm', args: '[args...]', what: 'show the bytecode of an SX file', module: 'disasm', options: [], raw: true },
  {
    name: 'bench',
    args: '[parts...]',
    what: 'speed as ratios: kernel, pipeline, programs, startup, others, language (default: all), or FILE.sx --against FILE.js',
    module: 'bench',
    options: ['test262', 'against', 'rounds', 'processes', 'full', 'check', 'json', 'quiet', 'cacheDir', 'color'],
  },
  { name: 'repl', args: '[args...]', what: 'an SX shell', module: 'repl', options: [], raw: true },
  { name: 'serve', args: '[args...]', what: 'serve the line protocol of the kernel', module: 'serve', options: [], raw: true },
  { name: 'host', args: '[args...]', what: 'serve a web program over HTTP', module: 'host', options: [], raw: true },
];

/** `sx run FILE.sx` is the kernel's; `sx run PATHS` is the runner's. */
export const RUN_SX_MODULE = 'run-sx';

export const GROUP_TITLES: Readonly<Record<OptionGroup, string>> = {
  select: 'Select',
  run: 'Run',
  baseline: 'Baseline',
  bench: 'Measure',
  result: 'Result',
  cache: 'Cache',
  common: 'Common',
};

export function findCommand(name: string): CommandSpec | undefined {
  return COMMANDS.find(command => command.name === name);
}
