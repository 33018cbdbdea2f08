/**
 * Mutated programs on all tiers (`npm run mutate-specs -- --help`): the examples of the special forms and the tests of the kernel's specs, each
 * changed in one place. Ends with 1 when a mutant fails inside the kernel or tiers differ.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES, type EngineName } from '../kernel/testing/fuzz/subject.ts';
import { type MutantFailure, type MutantTally, mutants } from '../kernel/testing/mutants/campaign.ts';
import { exampleSeeds, specSeeds } from '../kernel/testing/mutants/seeds.ts';

const USAGE = `Usage: npm run mutate-specs -- [--runs N] [--seed S] [--engines LIST] [--failures N]

Changes the example of a special form or a test of kernel/spec in one place and runs it on every tier. Each mutant must end in a value or
a condition, the same on all tiers.

  --runs N        mutants (default: 20000)
  --seed S        number of the first mutant (default: from the clock)
  --engines LIST  of ${ENGINES.filter(e => e !== 'oracle').join(', ')} (default: all)
  --failures N    counterexamples after which to stop (default: 10)
`;

function failureText({ number, seed, forms, differences }: MutantFailure): string {
  const found = differences.map(d => `  ${d.subject}: ${d.found}\n    instead of ${d.expected}\n`).join('');
  return `\nmutant ${number} of ${seed}: ${forms[forms.length - 1]}\n${found}  repeat: npm run mutate-specs -- --runs 1 --seed ${number}\n`;
}

function summary({ mutants: n, values, conditions, syntax, unfinished, cut, failures }: MutantTally): string {
  return `${n} mutants: ${values} values, ${syntax} syntax conditions, ${conditions} other conditions, ${unfinished} too long, ${cut} too long on some tier; ${failures.length} failures\n`;
}

function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      engines: { type: 'string', default: 'cek,vm,native,auto' },
      failures: { type: 'string', default: '10' },
      help: { type: 'boolean', default: false },
    },
  });
  const [runs, seed, most] = [values.runs, values.seed, values.failures].map(Number) as [number, number, number];
  const engines = values.engines.split(',') as EngineName[];
  if (values.help || ![runs, seed, most].every(Number.isInteger) || !engines.every(e => e !== 'oracle' && ENGINES.includes(e))) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const onProgress = (tally: MutantTally): void => void process.stderr.write(`${tally.mutants}/${runs}: ${summary(tally)}`);
  const tally = mutants([...exampleSeeds(), ...specSeeds()], { runs, seed, engines, most, onProgress });
  for (const failure of tally.failures) process.stdout.write(failureText(failure));
  process.stdout.write(`seed ${seed}: ${summary(tally)}`);
  return tally.failures.length > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]).startsWith('mutate-specs')) {
  process.exitCode = main(process.argv.slice(2));
}
