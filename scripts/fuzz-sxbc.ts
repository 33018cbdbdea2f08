/** Mutated bytecode files with a right hash (`npm run fuzz:sxbc -- --help`); ends with 1 when one of them is not refused and breaks the machine. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mutateBytecode } from '../kernel/testing/fuzz/bytecode-mutants.ts';

const USAGE = `Usage: npm run fuzz:sxbc -- [--runs N] [--seed S]

Changes the code of random programs in its file form, sets the hash right, and runs what the reader and the verifier accept.

  --runs N  mutants (default: 50000)
  --seed S  (default: from the clock)
`;

function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '50000' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      help: { type: 'boolean', default: false },
    },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (values.help || !Number.isInteger(runs) || !Number.isInteger(seed)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const t = mutateBytecode(runs, seed, ({ what, file, program }) => {
    process.stdout.write(`\n${what}\n${program.join('\n')}\n${file}\n`);
  });
  process.stdout.write(
    `\nseed ${seed}: ${t.mutants} mutants, ${t.unreadable} unreadable, ${t.refused} refused by the verifier, ${t.ran} ran, ` +
      `${t.unfinished} out of fuel, ${t.failures.length} failures\n`,
  );
  return t.failures.length > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('fuzz-sxbc')) {
  process.exitCode = main(process.argv.slice(2));
}
