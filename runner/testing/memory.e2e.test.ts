/** Programs that eat all memory end; the process that runs them does not die of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { soak } from './soak.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sx-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  'var o = new Map; for (var i = 0;; i++) o.set(i, {})',
  'var o = new Set; for (var i = 0;; i++) o.add({ i })',
  'var a = []; for (;;) a.push({})',
  'var a = []; for (;;) a.push(new Uint8Array(100000))',
  'var o = {}; for (var i = 0;; i++) o["k" + i] = i',
  'var a = []; for (var i = 0;; i++) a.push("x".repeat(1000) + i)',
  'function f(a) { return f([a, a, a, a]) } for (;;) { var x = []; for (;;) x = [x, x] }',
])('%s', { timeout: 120_000 }, async source => {
  const file = path.join(folder, 'hungry.js');
  writeFileSync(file, `try { ${source} } catch (e) { print("caught", e) }`);
  const args = ['--max-old-space-size=256', path.join(projectRoot(), 'bin', 'sx.js'), 'js', file];
  const { exitCode, stdout, stderr } = await execa(process.execPath, args, { reject: false });
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: '', stderr: 'sx js: interrupted (oom)' });
});

// A hundredth of `npm run soak`.
test('sx serve bears hostile requests', { timeout: 300_000 }, async () => {
  const { complaint, answered } = await soak(100, 7, () => {});
  expect({ complaint, answered }).toEqual({ complaint: undefined, answered: 100 });
});
