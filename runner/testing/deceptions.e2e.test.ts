/** No program that tries to deceive gets a verdict it has not earned, and none loses one, on any engine. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workspace } from './command.ts';
import { DECEPTIONS, DECEPTIVE_HARNESS } from './deceptions.ts';

let space: Workspace;
const fileOf = (at: number): string => `a/b/${String(at).padStart(3, '0')}.js`;

beforeAll(() => {
  space = new Workspace(Object.fromEntries(DECEPTIONS.map(({ source }, at) => [fileOf(at), source])));
  const harness = path.join(space.folder, 'corpus/harness');
  cpSync(path.join(import.meta.dirname, '../../suites/slice/harness'), harness, { recursive: true });
  for (const [name, text] of Object.entries(DECEPTIVE_HARNESS)) space.write(`corpus/harness/${name}`, text);
});
afterAll(() => space.dispose());

test.each([
  ['sx', 'cek'],
  ['sx', 'vm'],
  ['sx', 'native'],
  ['sx', 'auto'],
  ['process:node', undefined],
])('%s %s', { timeout: 300_000 }, async (engine, tier) => {
  const run = await space.score(['--engine', engine, ...(tier === undefined ? [] : ['--tier', tier])]);
  const wrong = DECEPTIONS.flatMap(({ name, outcome }, at) => {
    const result = run.results.get(`${fileOf(at)}#sloppy`);
    return result?.outcome === outcome
      ? []
      : [`${name}: ${result?.outcome} instead of ${outcome} (${result?.error?.name}: ${result?.error?.message})`];
  });
  expect(wrong).toEqual([]);
  expect(run.results.size).toBe(DECEPTIONS.length);
});
