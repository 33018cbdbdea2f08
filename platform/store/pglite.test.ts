/** The embedded store's folder: kept over restarts, claimed by one process. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from './open.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sx-pglite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('keeps what was written, is not opened twice, and a dead claim is taken over', async () => {
  const template = path.join(folder, 'empty.tar');
  const first = await openStore(`pglite:${folder}`, { template });
  await first.put('k', 'v');
  await expect(openStore(`pglite:${folder}`)).rejects.toThrow(/uses this store/);
  await first.close();
  await expect(first.get('k')).rejects.toMatchObject({ failure: 'closed' });
  // 2^22 is beyond the numbers of processes.
  writeFileSync(path.join(folder, 'sx.pid'), '4194305');
  const second = await openStore(`pglite:${folder}`);
  expect(await second.get('k')).toBe('v');
  await second.close();
  // A copy of the kept empty database, and one that was not finished.
  const other = path.join(folder, 'other');
  mkdirSync(path.join(other, 'data'), { recursive: true });
  writeFileSync(path.join(other, 'data', 'PG_VERSION'), '');
  const third = await openStore(`pglite:${other}`, { template });
  expect(await third.get('k')).toBe(undefined);
  await third.put('k', 'w');
  await third.close();
});
