/** In a checkout, edits of library files take effect without a build, however warm the cache is. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';

/** What a checkout needs to run programs. */
const PARTS = ['package.json', 'bin', 'dist'];

let checkout: string;
beforeAll(async () => {
  checkout = mkdtempSync(path.join(tmpdir(), 'sx-edit-'));
  for (const part of [...PARTS, 'kernel/lib']) {
    cpSync(path.join(projectRoot(), part), path.join(checkout, part), { recursive: true });
  }
  // Files that are this new are read each time.
  await setTimeout(2100);
});
afterAll(() => rmSync(checkout, { recursive: true }));

test.each([
  ['js', 'x.js', 'absent', 'js/runtime/environments/environment.sx', 'is not defined', 'source-note'],
  ['run', 'x.sx', '(sort 5)', 'std/sequence.sx', ': expected ', 'library'],
])('sx %s', async (command, name, program, library, message, kind) => {
  const file = path.join(checkout, name);
  writeFileSync(file, program);
  const run = async (): Promise<string> =>
    (await execa(process.execPath, [path.join(checkout, 'bin/sx.js'), command, file], { reject: false })).stderr;
  expect(await run()).toContain(message);
  expect(await run()).toContain(message);
  expect(existsSync(path.join(checkout, '.sx/cache', kind))).toBe(true);
  const edited = path.join(checkout, 'kernel/lib', library);
  writeFileSync(edited, readFileSync(edited, 'utf8').replaceAll(message, message.toUpperCase()));
  expect(await run()).toContain(message.toUpperCase());
});
