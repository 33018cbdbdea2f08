/**
 * How deep JavaScript programs can recurse (`npm run depth -- --help`): every kind of recursion of `kernel/testing/recursions.ts` on every
 * tier, up to the levels that have to work and then without end. Ends with 1 if one falls short or ends in something else than a RangeError.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { projectRoot } from '../harness/project-root.ts';
import { RECURSIONS, type Recursion, recursionProgram } from '../kernel/testing/recursions.ts';

const USAGE = `Usage: npm run depth -- [--levels N] [--tiers LIST] [--only TEXT]

  --levels N    levels that have to work (default: 10000)
  --tiers LIST  of auto, cek, vm, native (default: all)
  --only TEXT   recursions whose name has this in it
`;

async function run(folder: string, tier: string, recursion: Recursion, levels: number): Promise<string> {
  const file = path.join(folder, 'recursion.js');
  writeFileSync(file, recursionProgram([recursion], levels));
  const args = [path.join(projectRoot(), 'bin/sx.js'), 'js', '--tier', tier, file];
  const { stdout, stderr } = await execa(process.execPath, args, { reject: false });
  return `${stdout}${stderr}`.trim();
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      levels: { type: 'string', default: '10000' },
      tiers: { type: 'string', default: 'auto,cek,vm,native' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  const levels = Number(values.levels);
  if (values.help || !(levels > 0)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'sx-depth-'));
  let bad = 0;
  try {
    for (const recursion of RECURSIONS.filter(r => r.name.includes(values.only))) {
      for (const tier of values.tiers.split(',')) {
        const bounded = await run(folder, tier, recursion, levels);
        const endless = await run(folder, tier, recursion, Number.POSITIVE_INFINITY);
        const good = bounded.includes(' done ') && endless.includes(recursion.asynchronous ? ' done ' : ' RangeError ');
        if (!good) bad++;
        process.stdout.write(`${good ? 'good' : 'BAD '} ${tier.padEnd(6)} ${bounded} | ${endless}\n`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  process.stdout.write(`${bad} bad\n`);
  return bad === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
