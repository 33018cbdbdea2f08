/**
 * The running command on every store: restarted and killed in the middle of writing, its database gone and back under load. What was
 * acknowledged is there, and nothing is there by half.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { noPostgres, PostgresServer } from '../store/testing/postgres-server.ts';
import { HostProcess } from './testing/host-process.ts';
import { expectWhole, ledgerOf, Writers } from './testing/writers.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sx-crash-'));
let server: PostgresServer | undefined;
let host: HostProcess | undefined;
let writers: Writers | undefined;
afterEach(async () => {
  host?.kill();
  await writers?.end();
});
afterAll(() => {
  server?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const PROGRAM = path.join(projectRoot(), 'platform/http/testing/ledger.sx');

async function start(store: string, ...flags: string[]): Promise<HostProcess> {
  host = await HostProcess.start(folder, PROGRAM, '--store', store, ...flags);
  return host;
}

interface Case {
  address: () => string;
  missing?: string | undefined;
  /** What was written outlives the process. */
  durable: boolean;
}

const stores: [name: string, each: Case][] = [
  ['memory', { address: () => 'memory', durable: false }],
  ['PGlite', { address: () => `pglite:${path.join(folder, 'store')}`, durable: true }],
  ['PostgreSQL', { address: () => (server ??= PostgresServer.start()).url, missing: noPostgres(), durable: true }],
];

describe.each(stores)('sx host on %s', (_, { address, missing, durable }) => {
  it.skipIf(missing !== undefined)(
    'loses nothing when it is restarted or killed while it writes',
    async () => {
      writers = new Writers();
      for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
        const { url } = await start(address());
        if (durable) await expectWhole(url, writers.acknowledged);
        else expect(await ledgerOf(url)).toEqual({ kept: [], events: [] });
        writers.begin(url);
        await writers.more(40);
        // An orderly end lets what is under way be answered.
        expect(await (host as HostProcess).stop(signal)).toBe(signal === 'SIGTERM' ? 0 : null);
        await writers.end();
      }
      expect(writers.statuses.every(status => status === 200)).toBe(true);
      const { url } = await start(address());
      writers.begin(url);
      await writers.more(20);
      await writers.end();
      if (durable) await expectWhole(url, writers.acknowledged);
      else await expectWhole(url, new Set());
      expect(await (host as HostProcess).stop('SIGINT')).toBe(0);
    },
    120_000,
  );
});

it('sx host says what is wrong', async () => {
  await expect(start('nonsense')).rejects.toThrow(/ended with 2: .*unknown store "nonsense"/s);
  await expect(start('postgres://127.0.0.1:1/x')).rejects.toThrow(/ended with 2: .*DATABASE_URL.*does not answer/s);
});

describe.skipIf(noPostgres() !== undefined)('a database that goes away and comes back', () => {
  it('is answered with 503 meanwhile, and used again', async () => {
    const database = PostgresServer.start();
    try {
      const { url } = await start(database.url);
      const add = async (n: number): Promise<number> => (await fetch(`${url}/add?${n}`, { method: 'POST' })).status;
      expect(await add(1)).toBe(200);
      database.down('immediate');
      expect([await add(2), (await fetch(`${url}/health`)).status]).toEqual([503, 503]);
      database.up();
      expect([await add(3), (await fetch(`${url}/health`)).status]).toEqual([200, 200]);
      expect(await (await fetch(`${url}/all`)).text()).toBe('1 3|1 3');
    } finally {
      database.remove();
    }
  });

  it('under load: whole answers only, a log line with the request’s id for each refusal, nothing half-written', async () => {
    const database = PostgresServer.start();
    try {
      const { url, lines } = await start(database.url).then(each => ({ url: each.url, lines: () => each.lines }));
      writers = new Writers();
      writers.begin(url);
      for (const how of ['immediate', 'fast'] as const) {
        await writers.more(40);
        database.down(how);
        await delay(300);
        database.up();
      }
      await writers.more(40);
      await writers.end();
      const refused = writers.statuses.filter(status => status !== 200);
      expect(refused.length).toBeGreaterThan(0);
      expect(new Set(refused)).toEqual(new Set([503]));
      await expectWhole(url, writers.acknowledged);
      const ids = lines()
        .filter(line => line.msg === 'the database is away')
        .map(line => line.request);
      expect(new Set(ids).size).toBe(refused.length);
      expect(ids.every(id => /^[0-9a-f]{8}-\w+$/.test(String(id)))).toBe(true);
    } finally {
      database.remove();
    }
  }, 60_000);
});

it.skipIf(noPostgres() !== undefined)(
  'several processes share a port; one that spins keeps nobody waiting, one that dies is replaced',
  async () => {
    const database = PostgresServer.start();
    try {
      const { url, child } = await start(database.url, '--processes', '2');
      const post = async (path: string): Promise<number> =>
        (await fetch(url + path, { method: 'POST', headers: { connection: 'close' } })).status;
      const spinning = Array.from({ length: 3 }, () => post('/spin'));
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => post(`/add?${n}`)));
      expect(answers.every(status => status === 200)).toBe(true);
      expect(await Promise.all(spinning)).toEqual([503, 503, 503]);
      const members = (): string[] => readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
      const before = members();
      expect(before.length).toBe(2);
      process.kill(Number(before[0]), 'SIGKILL');
      await expect.poll(() => members().filter(pid => pid !== before[0]).length, { timeout: 20_000 }).toBe(2);
      expect(await post('/add?100')).toBe(200);
      expect(await (host as HostProcess).stop('SIGTERM')).toBe(0);
    } finally {
      database.remove();
    }
  },
);
