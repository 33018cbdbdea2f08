/** The suites of the web side on every tier. A failing test, a file that does not load, a test that never ran: each fails here by name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TIERS } from '../../kernel/embed/tiers.ts';
import { runSpecFile, type SpecEvent } from '../../kernel/spec/driver.ts';

import { webSystem } from '../../kernel/testing/web.ts';
import { Interrupt } from '../../kernel/values/condition.ts';
import { HostWorld } from './world.ts';

/** Tests that each folder has at least, all its suites together. */
const LEAST = { dream: 560, web: 410 } as const;

/** A test that runs longer than this is stuck. */
const TEST_LIMIT_MS = 60_000;

const filesOf = (folder: string): string[] => {
  const directory = fileURLToPath(new URL(`./${folder}/`, import.meta.url));
  return existsSync(directory)
    ? readdirSync(directory)
        .filter(name => name.endsWith('.sx'))
        .sort()
    : [];
};

describe.each(Object.entries(LEAST))('%s', (folder, least) => {
  const counts = new Map<string, number>();

  describe.each(TIERS)('on %s', tier => {
    it.each(filesOf(folder))(
      '%s',
      name => {
        let deadline = Number.POSITIVE_INFINITY;
        const checkpoint = (): void => {
          if (Date.now() > deadline) throw new Interrupt('timeout');
        };
        const system = webSystem(tier, { checkpoint });
        const complaints: string[] = [];
        const report = (e: SpecEvent): void => {
          if (e.kind === 'load-error') complaints.push(`${e.file}:${e.line}:${e.column}: ${e.message}`);
          if (e.kind === 'test' && e.outcome !== 'pass')
            complaints.push(`${e.file}:${e.line} [${e.suite}] ${e.test}: ${e.outcome}: ${e.message}`);
        };
        const text = readFileSync(new URL(`./${folder}/${name}`, import.meta.url), 'utf8');
        const options = { answer: new HostWorld().answer, beforeTest: () => void (deadline = Date.now() + TEST_LIMIT_MS) };
        const result = runSpecFile(system, { path: `suites/host/${folder}/${name}`, text }, report, options);
        expect(complaints).toEqual([]);
        expect(result.executed).toBe(result.declared);
        counts.set(tier, (counts.get(tier) ?? 0) + result.executed);
      },
      300_000,
    );
  });

  it(`has at least ${least} tests, as many on every tier`, () => {
    const [first = 0, ...others] = TIERS.map(tier => counts.get(tier) ?? 0);
    expect(first).toBeGreaterThanOrEqual(least);
    expect(others).toEqual(others.map(() => first));
  });
});
