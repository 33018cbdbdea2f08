/**
 * A soak of `sx serve` (`npm run soak -- --help`): hostile requests to one process, one after the other. Each must be answered, the process
 * must live, go on evaluating, and have its memory back in the end.
 */
import { parseArgs } from 'node:util';
import { soak } from '../runner/testing/soak.ts';

const USAGE = `Usage: npm run soak -- [--requests N] [--seed S]

  --requests N  hostile requests (default: 10000)
  --seed S      of their order and sizes (default: 1)
`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      requests: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const [requests, seed] = [Number(values.requests), Number(values.seed)];
  if (values.help || !Number.isInteger(requests) || !Number.isInteger(seed)) {
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }
  const begin = performance.now();
  const report = await soak(requests, seed, done => {
    if (done % 500 === 0) process.stderr.write(`${done} requests, ${Math.round((performance.now() - begin) / 1000)} s\n`);
  });
  for (const [outcome, n] of report.outcomes) process.stdout.write(`${String(n).padStart(6)} ${outcome}\n`);
  process.stdout.write(
    `${report.answered} of ${requests} answered in ${Math.round((performance.now() - begin) / 1000)} s; ` +
      `resident ${report.before} MB before, ${report.after} MB after; ${report.complaint ?? 'good'}\n`,
  );
  return report.complaint === undefined ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
