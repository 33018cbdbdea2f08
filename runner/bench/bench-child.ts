/** The same measurement in processes of its own: `sx bench … --json -`, and the rows of several of them as one. */
import path from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../harness/project-root.ts';
import { ToolError } from '../cli/tool-error.ts';
import type { BenchDocument } from './document.ts';
import type { PartContext, Row } from './part.ts';
import { median } from './rounds.ts';

/** Runs `sx bench` with these words; its progress goes where ours goes. */
export async function benchChild(words: readonly string[], { rounds, cacheDir, progress }: PartContext): Promise<Row[]> {
  const flags = ['--json', '-', '--cache-dir', cacheDir];
  if (rounds !== undefined) flags.push('--rounds', String(rounds));
  if (progress.quiet) flags.push('--quiet');
  const sx = path.join(projectRoot(), 'bin/sx.js');
  const ended = await execa(process.execPath, [...process.execArgv, sx, 'bench', ...words, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    reject: false,
  });
  if (ended.failed) throw new ToolError('BENCH_FAILED', `a process of its own failed: ${ended.shortMessage ?? 'sx bench'}`);
  return (JSON.parse(ended.stdout) as BenchDocument).rows;
}

/** The median of each figure over the runs, each of which has the same rows. */
export function mergeRows(runs: readonly (readonly Row[])[]): Row[] {
  const [first = []] = runs;
  return first.map((row, i) => {
    const same = runs.map(rows => rows[i] as Row);
    return { ...row, ratio: median(same.map(each => each.ratio)), ms: median(same.map(each => each.ms)) };
  });
}
