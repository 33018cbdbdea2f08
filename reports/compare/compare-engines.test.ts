/** Runs of different tiers and engines are the same cases; messages are shown as they were. */
import { expect, test } from 'vitest';
import { styleFor } from '../style.ts';
import { caseEnd, runRecord } from '../testing/records.ts';
import { compareRuns } from './compare.ts';
import { compareMarkdown, compareText } from './compare-report.ts';

const on = (tier: string, outcome: 'pass' | 'fail', message = ''): ReturnType<typeof caseEnd> => ({
  ...caseEnd('a/b/1.js', outcome, outcome === 'pass' ? undefined : { name: 'Test262Error', message }),
  tier,
  id: `a/b/1.js#sloppy@${tier}`,
});

test('cases are matched by path and mode', () => {
  const comparison = compareRuns(
    runRecord([on('auto', 'pass')], { tier: 'auto' }),
    runRecord([on('host', 'fail', 'no')], { tier: 'host', engine: 'process:node' }),
  );
  expect(comparison.broken.map(each => each.id)).toEqual(['a/b/1.js#sloppy@host']);
  expect([comparison.added, comparison.removed]).toEqual([[], []]);
  expect(comparison.warnings).toEqual(['different engine: sx and process:node', 'different tier: auto and host']);
});

test('numbers are compared normalised and shown as they were', () => {
  const before = runRecord([on('auto', 'fail', 'Expected SameValue(«-1», «2»)')]);
  const same = compareRuns(before, runRecord([on('auto', 'fail', 'Expected SameValue(«-7», «2»)')]));
  expect(same.same).toBe(1);
  const broken = compareRuns(runRecord([on('auto', 'pass')]), before);
  for (const text of [compareText(broken, styleFor(false)), compareMarkdown(broken)])
    expect(text).toContain('fail (Test262Error: Expected SameValue(«-1», «2»))');
});
