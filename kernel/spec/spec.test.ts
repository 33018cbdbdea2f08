/** Every spec file on every tier. A failing test, a file that does not load, a test that never ran: each fails here by name. */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { setTier } from '../embed/set-tier.ts';
import type { System } from '../embed/system.ts';
import type { KernelHooks } from '../instance/kernel.ts';
import { compiledSystem, standardSystem } from '../testing/standard.ts';
import { Interrupt } from '../values/condition.ts';
import type { Value } from '../values/procedure.ts';
import { runSpecFile, type SpecEvent } from './driver.ts';
import { answerRequest, SPEC_HOOKS } from './world.ts';

const read = (url: string): string => readFileSync(new URL(url, import.meta.url), 'utf8');
const files = readdirSync(fileURLToPath(new URL('.', import.meta.url)))
  .filter(name => name.endsWith('.sx'))
  .sort();

/** A test that runs longer than this is stuck. */
const TEST_LIMIT_MS = 20_000;

interface Prepared {
  system: System;
  answer: (request: Value) => Value;
  beforeTest: () => void;
}

function prepare(make: (hooks: Partial<KernelHooks>) => System): Prepared {
  let deadline = Number.POSITIVE_INFINITY;
  const system = make({
    ...SPEC_HOOKS,
    checkpoint: () => {
      if (Date.now() > deadline) throw new Interrupt('timeout');
    },
  });
  return { system, answer: answerRequest(system), beforeTest: () => (deadline = Date.now() + TEST_LIMIT_MS) };
}

const onCek = (): Prepared => prepare(hooks => standardSystem(hooks));
const onVm = (): Prepared => prepare(hooks => standardSystem(hooks, 'vm'));

function onNative(): Prepared {
  const prepared: Prepared = prepare(hooks => compiledSystem(hooks).system);
  setTier(prepared.system, 'native');
  return prepared;
}

const tiers: Record<string, () => Prepared> = { cek: onCek, vm: onVm, native: onNative };
let total = 0;

describe.each(Object.keys(tiers))('kernel spec on %s', tier => {
  it.each(files)('%s', name => {
    const { system, answer, beforeTest } = (tiers[tier] as () => Prepared)();
    const complaints: string[] = [];
    const report = (e: SpecEvent): void => {
      if (e.kind === 'load-error') complaints.push(`${e.file}:${e.line}:${e.column}: ${e.message}`);
      if (e.kind === 'test' && e.outcome !== 'pass')
        complaints.push(`${e.file}:${e.line} [${e.suite}] ${e.test}: ${e.outcome}: ${e.message}`);
    };
    const options = { answer, beforeTest };
    const result = runSpecFile(system, { path: `kernel/spec/${name}`, text: read(`./${name}`) }, report, options);
    expect(complaints).toEqual([]);
    expect(result.executed).toBe(result.declared);
    if (tier === 'cek') total += result.executed;
  });
});

it('there are at least 1000 spec tests', () => {
  expect(total).toBeGreaterThanOrEqual(1000);
});
