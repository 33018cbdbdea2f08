/**
 * Random programs on all engines (`npm run fuzz -- --help`). A program on which engines differ is made smaller and written to
 * `kernel/testing/regressions`; the command then ends with 1.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../harness/project-root.ts';
import { BATCH, type Counterexample, campaign, type Tally } from '../kernel/testing/fuzz/campaign.ts';
import { regressionText } from '../kernel/testing/fuzz/regressions.ts';
import { ENGINES, type EngineName } from '../kernel/testing/fuzz/subject.ts';
import { writeWhole } from '../reports/runs/run-files.ts';

const USAGE = `Usage: npm run fuzz -- [--runs N] [--seed S] [--engines LIST] [--failures N]

Runs random programs on all engines, with normal and with the smallest limits, and compares everything observable with the
reference engine (cek).

  --runs N        programs (default: 2000)
  --seed S        of the first batch of ${BATCH}; the next batch has the next seed (default: from the clock)
  --engines LIST  of ${ENGINES.join(', ')} (default: all)
  --failures N    counterexamples after which to stop (default: 1)
`;

const percent = (part: number, of: number): string => `${of === 0 ? 0 : Math.round((100 * part) / of)} %`;

export function summary(tally: Tally): string {
  const lines = [
    `${tally.programs} programs, ${tally.unfinished} of them too long to compare; ${tally.counterexamples.length} differences`,
    '',
    `${'subject'.padEnd(14)}${'compared'.padStart(9)}${'left out'.padStart(9)}${'compiled'.padStart(9)}${'pieces'.padStart(9)}`,
    ...[...tally.subjects]
      .sort()
      .map(([name, r]) =>
        [name.padEnd(14), ...[r.compared, r.leftOut, r.promoting, r.promoted].map(n => String(n).padStart(9))].join(''),
      ),
    '',
    `programs with: ${[...tally.families].map(([f, n]) => `${f} ${percent(n, tally.programs)}`).join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

function save({ seed, program, differences, needsBatch }: Counterexample): string {
  const file = path.join('kernel/testing/regressions', `seed-${seed}.sx`);
  writeWhole(path.join(projectRoot(), file), regressionText(program, seed, differences));
  const found = differences.map(d => `  ${d.subject}: ${d.found}\n    instead of ${d.expected}\n`).join('');
  const repeat = `npm run fuzz -- --runs ${BATCH} --seed ${seed}`;
  return `\n${found}${file}${needsBatch ? ' (not reduced: only after the programs before it)' : ''}\nrepeat: ${repeat}\n`;
}

function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      engines: { type: 'string', default: ENGINES.join() },
      failures: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const [runs, seed, most] = [values.runs, values.seed, values.failures].map(Number) as [number, number, number];
  const engines = values.engines.split(',') as EngineName[];
  if (values.help || ![runs, seed, most].every(Number.isInteger) || !engines.every(e => ENGINES.includes(e))) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const begin = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - begin) / 1000)} s`;
  const tally = campaign({
    runs,
    seed,
    engines,
    most,
    onBatch: t => {
      if (t.programs % 500 === 0 || t.programs === runs)
        process.stderr.write(`${t.programs}/${runs} programs, ${t.counterexamples.length} differences, ${seconds()}\n`);
    },
    onFailure: found => void process.stderr.write(save(found)),
  });
  process.stdout.write(`\nseed ${seed}, ${seconds()}: ${summary(tally)}`);
  return tally.counterexamples.length > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('fuzz')) {
  process.exitCode = main(process.argv.slice(2));
}
