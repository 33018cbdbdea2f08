/**
 * The language part: the rate at which `sx scoreboard` scores the tests of `language/`, taken from the file that it writes, with a
 * warm cache; beside it the rate over the same files with Node's own JavaScript in our place. Modules are left out of both.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../harness/project-root.ts';
import type { Scoreboard } from '../../reports/scoreboard/scoreboard-json.ts';
import { ToolError } from '../cli/tool-error.ts';
import { column, type Part, type PartContext, type Row, ratioColumn } from './part.ts';
import { medians, type Subject } from './rounds.ts';

const YARDSTICK = 'node';
const ROUNDS = 3;
/** Every n-th case: the sample has slow tests and folders in the proportions of the whole. */
const SAMPLE = ['--shard', '1/5'];
const WARM_UP = ['--shard', '1/50'];

export const LANGUAGE: Part = {
  name: 'language',
  title: 'rate of the scoreboard over language/',
  note: 'cases per second, warm cache, scripts in both modes; ratio: time per case as a multiple of that of Node driven in-process',
  columns: [column('node in-process', YARDSTICK, rate), column('sx', 'auto', rate), ratioColumn('auto', 'ratio')],
  refusal: ({ corpus }) => {
    if (corpus === undefined) return 'no corpus: name a folder or a .tar.gz of test262 with --test262 or TEST262';
    return existsSync(corpus) ? undefined : `no corpus: ${corpus} does not exist`;
  },
  measure: async context => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sx-bench-'));
    try {
      return await measure(folder, context);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(folder: string, context: PartContext): Promise<Row[]> {
  const { progress, full } = context;
  const rounds = context.rounds ?? (full ? 1 : ROUNDS);
  const yardstick = `module:${path.join(projectRoot(), 'runner/bench/node-engine.mjs')}`;
  const passShares: Record<string, number> = {};
  /** Milliseconds per case that was run. */
  const rated = (tier: string, engine: string): Subject => ({
    measure: async () => {
      const { counts, executed, wallMs } = await score(folder, context, ['--engine', engine, ...(full ? [] : SAMPLE)]);
      const cases = executed - counts.skip;
      passShares[tier] = counts.pass / cases;
      return wallMs / cases;
    },
  });
  progress.step('language: warming the cache');
  await score(folder, context, WARM_UP);
  const step = (at: number, of: number): void => progress.step(`language: round ${at} of ${of}`);
  const [base, ms] = (await medians([rated(YARDSTICK, yardstick), rated('auto', 'sx')], { warmUp: 0, rounds, step })) as [
    number,
    number,
  ];
  const common = { part: 'language', program: 'language', against: YARDSTICK } as const;
  return [
    { ...common, tier: YARDSTICK, ratio: 1, ms: base, casesPerSecond: 1000 / base, passShare: passShares[YARDSTICK] as number },
    { ...common, tier: 'auto', ratio: ms / base, ms, casesPerSecond: 1000 / ms, passShare: passShares.auto as number },
  ];
}

/** One run of the scoreboard; it works in a folder of its own, so that the latest run of the user stays the latest. */
async function score(folder: string, { corpus, cacheDir }: PartContext, flags: readonly string[]): Promise<Scoreboard> {
  const sx = path.join(projectRoot(), 'bin/sx.js');
  const selection = ['language', '--mode', 'sloppy,strict', '--test262', corpus as string];
  const files = ['--cache-dir', cacheDir, '--out', 'run', '--quiet'];
  const ended = await execa(process.execPath, [sx, 'scoreboard', ...selection, ...files, ...flags], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    reject: false,
  });
  if (ended.failed) throw new ToolError('BENCH_FAILED', `sx scoreboard failed: ${ended.stderr.slice(0, 500)}`);
  return JSON.parse(readFileSync(path.join(folder, 'run/scoreboard.json'), 'utf8')) as Scoreboard;
}

function rate({ casesPerSecond = 0, passShare = 0 }: Row): string {
  return `${Math.round(casesPerSecond)}/s, ${(100 * passShare).toFixed(1)} % pass`;
}
