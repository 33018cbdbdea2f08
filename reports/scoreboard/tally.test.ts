/** What every percentage rests on. */
import { expect, test } from 'vitest';
import { emptyCounts } from '../../harness/outcome.ts';
import { formatShare, passShare, scoredOf, Tally, totalOf } from './tally.ts';

const counts = { ...emptyCounts(), pass: 3, fail: 1, timeout: 1, skip: 5, 'harness-error': 7 };

test('skips and failures of the tool count in the total, not in the share', () => {
  expect(totalOf(counts)).toBe(17);
  expect(scoredOf(counts)).toBe(5);
  expect(passShare(counts)).toBe(0.6);
  expect(passShare({ ...emptyCounts(), skip: 2, 'harness-error': 1 })).toBeUndefined();
  expect(passShare({ ...emptyCounts(), fail: 1 })).toBe(0);
});

test('categories come sorted by name, each with counts of its own', () => {
  const tally = new Tally();
  for (const [path, outcome] of [
    ['language/statements/a.js', 'pass'],
    ['built-ins/Math/a.js', 'fail'],
    ['built-ins/Array/a.js', 'pass'],
    ['built-ins/Math/abs/b.js', 'pass'],
  ] as const)
    tally.add({ path, outcome });
  expect(tally.categories).toEqual([
    { name: 'built-ins/Array', counts: { ...emptyCounts(), pass: 1 } },
    { name: 'built-ins/Math', counts: { ...emptyCounts(), pass: 1, fail: 1 } },
    { name: 'language/statements', counts: { ...emptyCounts(), pass: 1 } },
  ]);
  expect(tally.counts).toEqual({ ...emptyCounts(), pass: 3, fail: 1 });
});

test.each([
  [1, 0, '100.0 %'],
  [99_999, 1, '99.9 %'],
  [0, 4, '0.0 %'],
  [2, 1, '66.6 %'],
  [0, 0, '–'],
])('%i passes and %i failures are shown as a share, rounded down', (pass, fail, shown) => {
  expect(formatShare({ ...emptyCounts(), pass, fail })).toBe(shown);
});
