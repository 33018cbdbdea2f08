/**
 * The start-up part: the wall time of `sx js` with an empty program, with a warm cache and with none at all, against an empty
 * program on Node.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Part, type PartContext, type Row, ratioColumn, timeColumn } from './part.ts';
import { sxJs, timedProcess } from './processes.ts';
import { medians, type Subject } from './rounds.ts';

const YARDSTICK = 'node';
const ROUNDS = 11;
/** A cold start takes seconds; its bar is no close thing. */
const COLD_ROUNDS = 3;

export const STARTUP: Part = {
  name: 'startup',
  title: 'start-up of sx js',
  note: 'wall time of an empty program as a multiple of node -e 0; cold: with an empty cache',
  columns: [timeColumn(YARDSTICK, 'node -e 0'), timeColumn('auto', 'sx js'), ratioColumn('auto', 'ratio')],
  measure: async context => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sx-bench-'));
    try {
      return await measure(folder, context);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(folder: string, { rounds = ROUNDS, cacheDir, progress }: PartContext): Promise<Row[]> {
  const empty = path.join(folder, 'empty.js');
  writeFileSync(empty, '');
  const node: Subject = { measure: async () => (await timedProcess(['-e', '0'])).ms };
  const warm: Subject = { measure: async () => (await timedProcess(sxJs(empty, cacheDir))).ms };
  let caches = 0;
  const cold: Subject = {
    measure: async () => (await timedProcess(sxJs(empty, path.join(folder, `cache-${caches++}`)))).ms,
  };
  const compare = async (program: string, sx: Subject, warmUp: number, rounds: number): Promise<Row[]> => {
    const step = (at: number, of: number): void => progress.step(`startup: ${program}, round ${at} of ${of}`);
    const [base, ms] = (await medians([node, sx], { warmUp, rounds, step })) as [number, number];
    return [
      { part: 'startup', program, tier: YARDSTICK, against: YARDSTICK, ratio: 1, ms: base },
      { part: 'startup', program, tier: 'auto', against: YARDSTICK, ratio: ms / base, ms },
    ];
  };
  return [
    // The first round may have to fill the cache, the second stores V8's code for it.
    ...(await compare('warm', warm, 2, rounds)),
    ...(await compare('cold', cold, 0, Math.min(rounds, COLD_ROUNDS))),
  ];
}
