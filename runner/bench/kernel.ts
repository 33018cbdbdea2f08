/**
 * The kernel part: SX programs on each tier against the same programs in plain JavaScript in the same process, after every program
 * has run on every tier: engines that have seen one program only look faster than they are. One process can still be off by a factor
 * of two, so the ratios are medians over several.
 */

import { benchChild, mergeRows } from './bench-child.ts';
import { KERNEL_PROGRAMS, type ProgramPair } from './kernel-programs.ts';
import { type Part, type PartContext, type Row, ratioColumn, timeColumn } from './part.ts';
import { repeated } from './repeated.ts';
import { medians, type Subject } from './rounds.ts';
import { demandSame, loadJs, loadSx, type Run, SX_TIERS } from './sx-program.ts';

const YARDSTICK = 'js';
const WARM_UP = 4;
const ROUNDS = 9;

export const KERNEL: Part = {
  name: 'kernel',
  title: 'SX programs on each tier',
  note: 'time as a multiple of the same program in plain JavaScript in the same process',
  columns: [timeColumn(YARDSTICK, 'plain JS'), ...SX_TIERS.map(tier => ratioColumn(tier))],
  measure: context => measurePairs(KERNEL_PROGRAMS, context, ['kernel']),
};

/** `words`: the command line on which a child measures the same pairs. */
export async function measurePairs(
  pairs: readonly ProgramPair[],
  context: PartContext,
  words: readonly string[],
): Promise<Row[]> {
  if (context.processes === 1) return measureHere(pairs, context);
  const runs: Row[][] = [];
  for (let i = 1; i <= context.processes; i++) {
    context.progress.step(`kernel: process ${i} of ${context.processes}`);
    runs.push(await benchChild([...words, '--processes', '1'], context));
  }
  return mergeRows(runs);
}

interface Tiered {
  program: string;
  tier: string;
  run: Run;
}

async function measureHere(pairs: readonly ProgramPair[], { rounds = ROUNDS, progress }: PartContext): Promise<Row[]> {
  const wanted = await loadPairs(pairs);
  const others = await loadPairs(KERNEL_PROGRAMS.filter(program => !pairs.includes(program)));
  const pollution: Subject[] = others.map(({ run }) => repeated(run));
  await medians(pollution, {
    warmUp: 0,
    rounds: pollution.length === 0 ? 0 : 2,
    step: () => progress.step('kernel: warming up'),
  });
  const times = await medians(
    wanted.map(({ run }) => repeated(run)),
    { warmUp: WARM_UP, rounds, step: (at, of) => progress.step(`kernel: round ${at} of ${of}`) },
  );
  const yardstick = new Map<string, number>();
  for (const [i, { program, tier }] of wanted.entries()) if (tier === YARDSTICK) yardstick.set(program, times[i] as number);
  return wanted.map(({ program, tier }, i) => {
    const ms = times[i] as number;
    return { part: 'kernel', program, tier, against: YARDSTICK, ratio: ms / (yardstick.get(program) as number), ms };
  });
}

/** Each pair on each tier, and in JavaScript; all answer the same. */
export async function loadPairs(pairs: readonly ProgramPair[]): Promise<Tiered[]> {
  const loaded: Tiered[] = [];
  for (const { name: program, sx, js, jsName = program } of pairs) {
    const yardstick = await loadJs(jsName, js);
    loaded.push({ program, tier: YARDSTICK, run: yardstick });
    const expected = { who: 'plain JavaScript', value: yardstick() };
    for (const tier of SX_TIERS) {
      const run = loadSx(program, sx, tier);
      demandSame(program, { who: tier, value: run() }, expected);
      loaded.push({ program, tier, run });
    }
  }
  return loaded;
}
