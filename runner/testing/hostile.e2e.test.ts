/** A part of `npm run hostile`: programs that want all there is, and neighbours that do not notice. */
import { expect, test } from 'vitest';
import { HOSTILE_PROGRAMS } from './hostile-programs.ts';
import { runHostile } from './hostile-run.ts';

test('there are 52 of them', () => expect(HOSTILE_PROGRAMS).toHaveLength(52));

const SOME = [
  'an array',
  'a map',
  'typed arrays',
  'recursion by a function',
  'a loop',
  'jobs that make jobs',
  'a text of arrays',
];

test.each(['fresh', 'process'])(
  'innocent ones pass, hostile ones end as they must: --isolate %s',
  { timeout: 300_000 },
  async isolate => {
    const { complaints } = await runHostile({
      programs: HOSTILE_PROGRAMS.filter(({ name }) => SOME.includes(name)),
      innocent: 12,
      tier: 'auto',
      isolate,
      workers: 2,
      maxHeapMb: 256,
      timeoutMs: 20_000,
    });
    expect(complaints).toEqual([]);
  },
);
