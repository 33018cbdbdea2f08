/** Many visitors at once on the running command; `npm run fuzz:http -- --sessions 1000` is the same with more. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { HostProcess } from './testing/host-process.ts';
import { visitAtOnce } from './testing/sessions.ts';

const VISITORS = 100;

const folder = mkdtempSync(path.join(tmpdir(), 'sx-sessions-'));
let host: HostProcess | undefined;
beforeAll(async () => {
  host = await HostProcess.start(folder, path.join(projectRoot(), 'platform/http/testing/visitors.sx'), '--store', 'memory');
});
afterAll(() => {
  host?.kill();
  rmSync(folder, { recursive: true, force: true });
});

it(`${VISITORS} visitors count for themselves`, async () => {
  const { url, lines } = host as HostProcess;
  expect(await visitAtOnce(url, VISITORS)).toBe(undefined);
  expect(lines).toEqual([]);
});
