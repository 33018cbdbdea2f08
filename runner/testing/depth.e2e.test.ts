/** Recursion through built-ins, constructors, accessors, generators, evals …: deep enough on every tier, and a RangeError beyond. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { RECURSIONS, recursionProgram } from '../../kernel/testing/recursions.ts';

const LEVELS = 10_000;
const TIERS = ['cek', 'vm', 'native', 'auto'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-depth-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function lines(name: string, program: string, tier: string): Promise<string[]> {
  const file = path.join(folder, name);
  writeFileSync(file, program);
  const args = [path.join(projectRoot(), 'bin', 'sx.js'), 'js', '--tier', tier, file];
  const { stdout, stderr } = await execa(process.execPath, args, { reject: false });
  return `${stdout}\n${stderr}`.trim().split('\n');
}

// Each kind on one tier, in turn: all kinds on all tiers take minutes (`npm run depth`).
test.each(TIERS)('%s bears ten thousand levels', { timeout: 300_000 }, async tier => {
  const at = TIERS.indexOf(tier);
  const kinds = RECURSIONS.filter((_, i) => i % TIERS.length === at);
  const outcomes = await lines(`bounded-${tier}.js`, recursionProgram(kinds, LEVELS), tier);
  expect(outcomes.map(line => line.replace(/ \d+$/, ''))).toEqual(kinds.map(kind => `${kind.name} done`));
  for (const line of outcomes) expect(Number(/\d+$/.exec(line)?.[0])).toBeGreaterThanOrEqual(LEVELS);
});

test.each([
  ['cek', 'forEach'],
  ['cek', 'direct eval'],
  ['vm', 'getter'],
  ['vm', 'super()'],
  ['native', 'Proxy get'],
  ['native', 'valueOf'],
  ['auto', 'new, class'],
  ['auto', 'yield*'],
])('%s: endless recursion is a RangeError: %s', async (tier, name) => {
  const kinds = RECURSIONS.filter(kind => kind.name === name);
  const [outcome] = await lines(`endless-${tier}.js`, recursionProgram(kinds, Number.POSITIVE_INFINITY), tier);
  expect(outcome).toMatch(`${name} RangeError `);
  expect(Number(/\d+$/.exec(outcome as string)?.[0])).toBeGreaterThan(LEVELS);
});
