/**
 * `npm run hostile`: 52 programs that want all memory, depth and time among 80 innocent ones, on every tier, with worker threads and with
 * worker processes. Ends with 1 when an innocent one does not pass, a hostile one ends otherwise than it must, a result is missing, or
 * a process has more than one and a half times the limit. Linux. `--tiers LIST --isolate KIND` for a part of it.
 */
import { parseArgs } from 'node:util';
import { HOSTILE_PROGRAMS } from '../runner/testing/hostile-programs.ts';
import { runHostile } from '../runner/testing/hostile-run.ts';

const { values } = parseArgs({
  options: {
    tiers: { type: 'string', default: 'cek,vm,native,auto' },
    isolate: { type: 'string', default: 'fresh,process' },
    timeout: { type: 'string', default: '30000' },
  },
});

let failed = false;
for (const tier of values.tiers.split(',')) {
  for (const isolate of values.isolate.split(',')) {
    const { complaints, peakMb } = await runHostile({
      programs: HOSTILE_PROGRAMS,
      innocent: 80,
      tier,
      isolate,
      workers: 2,
      maxHeapMb: 256,
      timeoutMs: Number(values.timeout),
    });
    process.stdout.write(`${tier}, ${isolate}: ${complaints.length} complaints, at most ${peakMb} MB in one process\n`);
    for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
    failed ||= complaints.length > 0;
  }
}
process.exitCode = failed ? 1 : 0;
