/** The running command on every store: what was acknowledged is there after SIGKILL in the middle of writing, and nothing is there by half. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'undici';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { noPostgres, PostgresServer } from '../store/testing/postgres-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sx-crash-'));
let server: PostgresServer | undefined;
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});
afterAll(() => {
  server?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const PROGRAM = path.join(projectRoot(), 'platform/http/testing/ledger.sx');

/** Starts `sx host` and answers its address. */
async function start(store: string, ...flags: string[]): Promise<string> {
  child = spawn(
    process.execPath,
    [path.join(projectRoot(), 'bin/sx.js'), 'host', '--log', 'warn', '--port', '0', '--store', store, ...flags, PROGRAM],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: folder,
    },
  );
  let complaint = '';
  child.stderr?.on('data', part => {
    complaint += part;
  });
  const [line] = await Promise.race([
    once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`sx host ended with ${code}: ${complaint}`);
    }),
  ]);
  return String(line).trim();
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const host = child as ChildProcess;
  host.kill(signal);
  const [code] = await once(host, 'exit');
  return code as number | null;
}

const stores: [name: string, address: () => string, missing: string | undefined][] = [
  ['PGlite', () => `pglite:${path.join(folder, 'store')}`, undefined],
  ['PostgreSQL', () => (server ??= PostgresServer.start()).url, noPostgres()],
];

describe.each(stores)('sx host on %s', (_, address, missing) => {
  it.skipIf(missing !== undefined)('keeps what it has acknowledged when it is killed while it writes', async () => {
    const acknowledged = new Set<number>();
    let next = 0;
    for (let round = 0; round < 3; round++) {
      const url = await start(address());
      const pool = new Pool(url, { connections: 8 });
      let running = true;
      const writer = async (): Promise<void> => {
        while (running) {
          const n = next++;
          try {
            const { statusCode, body } = await pool.request({ path: `/add?${n}`, method: 'POST' });
            if ((await body.text()) === 'added' && statusCode === 200) acknowledged.add(n);
          } catch {
            return;
          }
        }
      };
      const writers = Array.from({ length: 8 }, writer);
      const enough = acknowledged.size + 40;
      await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(enough);
      expect(await stop('SIGKILL')).toBe(null);
      running = false;
      await Promise.all(writers);
      await pool.destroy();
    }
    const url = await start(address());
    const text = await (await fetch(`${url}/all`)).text();
    const [kept, events] = text.split('|').map(part => new Set(part.split(' ').filter(Boolean).map(Number))) as [
      Set<number>,
      Set<number>,
    ];
    for (const n of acknowledged) expect(kept.has(n), `${n} was acknowledged`).toBe(true);
    // Each is written in two places in one transaction.
    expect([...kept].sort()).toEqual([...events].sort());
    expect(await stop('SIGTERM')).toBe(0);
  });
});

it('sx host on a store in memory starts, serves and ends in order', async () => {
  const url = await start('memory');
  expect(await (await fetch(`${url}/add?1`, { method: 'POST' })).text()).toBe('added');
  expect(await (await fetch(`${url}/all`)).text()).toBe('1|1');
  expect(await stop('SIGINT')).toBe(0);
});

it('sx host says what is wrong', async () => {
  await expect(start('nonsense')).rejects.toThrow(/ended with 2: .*unknown store "nonsense"/s);
  await expect(start('postgres://127.0.0.1:1/x')).rejects.toThrow(/ended with 2: .*DATABASE_URL.*does not answer/s);
});

it.skipIf(noPostgres() !== undefined)('answers 503 while its database is away, and goes on when it is back', async () => {
  const database = PostgresServer.start();
  try {
    const url = await start(database.url);
    const add = async (n: number): Promise<number> => (await fetch(`${url}/add?${n}`, { method: 'POST' })).status;
    expect(await add(1)).toBe(200);
    database.down('immediate');
    expect([await add(2), (await fetch(`${url}/health`)).status]).toEqual([503, 503]);
    database.up();
    expect([await add(3), (await fetch(`${url}/health`)).status]).toEqual([200, 200]);
    expect(await (await fetch(`${url}/all`)).text()).toBe('1 3|1 3');
    await stop('SIGTERM');
  } finally {
    database.remove();
  }
});

it.skipIf(noPostgres() !== undefined)(
  'several processes share a port; one that spins keeps nobody waiting, one that dies is replaced',
  async () => {
    const database = PostgresServer.start();
    try {
      const url = await start(database.url, '--processes', '2');
      const post = async (path: string): Promise<number> =>
        (await fetch(url + path, { method: 'POST', headers: { connection: 'close' } })).status;
      const spinning = Array.from({ length: 3 }, () => post('/spin'));
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => post(`/add?${n}`)));
      expect(answers.every(status => status === 200)).toBe(true);
      expect(await Promise.all(spinning)).toEqual([503, 503, 503]);
      const host = child as ChildProcess;
      const members = (): string[] => readFileSync(`/proc/${host.pid}/task/${host.pid}/children`, 'utf8').trim().split(' ');
      const before = members();
      expect(before.length).toBe(2);
      process.kill(Number(before[0]), 'SIGKILL');
      await expect.poll(() => members().filter(pid => pid !== before[0]).length, { timeout: 20_000 }).toBe(2);
      expect(await post('/add?100')).toBe(200);
      expect(await stop('SIGTERM')).toBe(0);
    } finally {
      database.remove();
    }
  },
);
