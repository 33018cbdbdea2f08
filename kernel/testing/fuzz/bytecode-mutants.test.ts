/** Some mutants of bytecode files. Long runs: `npm run fuzz:sxbc`. */
import { expect, it } from 'vitest';
import { mutateBytecode } from './bytecode-mutants.ts';

it('2,000 mutants are refused or run as programs do', () => {
  const tally = mutateBytecode(2000, 3);
  expect(tally.failures).toEqual([]);
  expect(tally.mutants).toBe(2000);
  // The mutations really make code of all three sorts.
  for (const kind of ['unreadable', 'refused', 'ran'] as const) expect(tally[kind], kind).toBeGreaterThan(100);
}, 120_000);
