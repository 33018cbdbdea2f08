/**
 * Random JavaScript programs about scopes, here and on the host's engine, which is asked by starting it (`npm run fuzz:js -- --help`). A program that
 * prints something else is made smaller and shown; the command then ends with 1.
 */
import { parseArgs } from 'node:util';
import {
  SCOPE_PRELUDE,
  type ScopeNode,
  scopeProgram,
  scopeRun,
  scopeText,
  smaller,
} from '../kernel/lib/js/testing/scope-programs.ts';
import { askHost, printedHere, TIERS, type Tier } from '../kernel/testing/js.ts';

const BATCH = 200;
const USAGE = `Usage: npm run fuzz:js -- [--runs N] [--seed S] [--tier LIST] [--failures N]

Runs random JavaScript programs about scopes here and on the node that runs this command, and compares what they print.

  --runs N      programs (default: 2000)
  --seed S      of the first program (default: from the clock)
  --tier LIST   of ${TIERS.join(', ')} (default: auto)
  --failures N  differences after which to stop (default: 5)
`;

interface Program {
  id: number;
  nodes: readonly ScopeNode[];
  global: boolean;
}

const source = (programs: readonly Program[]): string =>
  SCOPE_PRELUDE + programs.map(p => scopeRun(p.id, p.nodes, p.global)).join('');

const there = (programs: readonly Program[]): string[] => {
  const { lines, complaint } = askHost(source(programs));
  return complaint === '' ? lines : [...lines, complaint];
};

const here = (programs: readonly Program[], tier: Tier): string[] => printedHere(source(programs), { tier });

/** Whether the two engines agree on one program; both answers. */
function compare(program: Program, tier: Tier): { same: boolean; ours: string; hosts: string } {
  const [ours, hosts] = [here([program], tier), there([program])].map(lines => lines.join('\n')) as [string, string];
  return { same: ours === hosts, ours, hosts };
}

interface Failing extends Program {
  ours: string;
  hosts: string;
}

function reduce(program: Failing, tier: Tier): Failing {
  for (const nodes of smaller(program.nodes)) {
    const less = { ...program, nodes };
    const { same, ...found } = compare(less, tier);
    if (!same) return reduce({ ...less, ...found }, tier);
  }
  return program;
}

function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000) },
      tier: { type: 'string', default: 'auto' },
      failures: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [runs, first, limit] = [values.runs, values.seed, values.failures].map(Number) as [number, number, number];
  const tiers = values.tier.split(',') as Tier[];
  let failures = 0;
  for (let from = first; from < first + runs && failures < limit; from += BATCH) {
    const programs = Array.from({ length: Math.min(BATCH, first + runs - from) }, (_, i) => {
      const id = from + i;
      return { id, nodes: scopeProgram(id), global: id % 3 === 0 };
    });
    const hosts = there(programs);
    for (const tier of tiers) {
      const ours = here(programs, tier);
      programs.forEach((program, i) => {
        if (failures >= limit || ours[i] === hosts[i]) return;
        const difference = compare(program, tier);
        if (difference.same) return;
        failures++;
        const small = reduce({ ...program, ...difference }, tier);
        process.stdout.write(
          `\nprogram ${program.id}${program.global ? ', as global code' : ''} on ${tier}\n  ${scopeText(small.nodes)}\n  here: ${small.ours}\n  host: ${small.hosts}\n`,
        );
      });
    }
  }
  process.stdout.write(`\n${runs} programs from seed ${first} on ${tiers.join(', ')}: ${failures} differences\n`);
  return failures === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
