/** A server that goes away and comes back, and what only a real server has: several clients. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withConnection } from './connection.ts';
import { inTransaction, type Store } from './contract.ts';
import { type Migration, migrate } from './migrate.ts';
import { openStore } from './open.ts';
import { openPostgres } from './postgres.ts';
import { STORE_MIGRATIONS } from './schema.ts';
import { noPostgres, PostgresServer } from './testing/postgres-server.ts';

describe.skipIf(noPostgres() !== undefined)('a PostgreSQL server', () => {
  let server: PostgresServer;
  let store: Store;
  beforeAll(async () => {
    server = PostgresServer.start();
    store = await openStore(server.url, { idleMs: 5000, waitMs: 1000 });
  });
  afterAll(async () => {
    await store?.close();
    server?.remove();
  });

  it('that goes away is reported, and used again when it is back', async () => {
    await store.put('before', '1');
    const open = await store.begin();
    await open.put('open', '1');
    server.down('immediate');
    await expect(store.get('before')).rejects.toMatchObject({ failure: 'unavailable' });
    await expect(open.put('open', '2')).rejects.toMatchObject({ failure: 'unavailable' });
    await expect(open.commit()).rejects.toMatchObject({ failure: 'unavailable' });
    await expect(store.check()).rejects.toMatchObject({ failure: 'unavailable' });
    await expect(store.begin()).rejects.toMatchObject({ failure: 'unavailable' });
    server.up();
    expect(await store.get('before')).toBe('1');
    expect(await store.get('open')).toBe(undefined);
    await inTransaction(store, t => t.put('after', '1'));
    expect(await store.get('after')).toBe('1');
  });

  it('that shuts down under a transaction takes it along', async () => {
    const open = await store.begin();
    await open.put('lost', '1');
    server.down('fast');
    server.up();
    await expect(open.commit()).rejects.toMatchObject({ failure: expect.stringMatching(/unavailable|unknown/) });
    expect(await store.get('lost')).toBe(undefined);
  });

  it('is migrated by one of many that start at once, upwards and down again', async () => {
    const admin = openPostgres(server.url);
    await withConnection(admin, c => c.script('create database other'));
    const url = server.url.replace('/postgres?', '/other?');
    const others = Array.from({ length: 4 }, () => openPostgres(url));
    const on = (i: number, target?: number, steps: readonly Migration[] = STORE_MIGRATIONS) =>
      withConnection(others[i] as (typeof others)[0], c => migrate(c, steps, target));
    const done = await Promise.all(others.map((_, i) => on(i)));
    expect(done.map(d => d.up.length).sort()).toEqual([0, 0, 0, STORE_MIGRATIONS.length]);
    expect(await on(0, 0)).toEqual({ up: [], down: [2, 1] });
    expect(await on(0)).toEqual({ up: [1, 2], down: [] });
    const changed = STORE_MIGRATIONS.map((m, i) => (i === 1 ? { ...m, up: `${m.up} select 1;` } : m));
    await expect(on(0, 2, changed)).rejects.toThrow(/migration 2 .* is not the one that ran/);
    await expect(on(0, 1, STORE_MIGRATIONS.slice(0, 1))).rejects.toThrow(/this build does not know/);
    const failing = [...STORE_MIGRATIONS, { id: 3, name: 'half', up: 'create table half (x int); select nonsense;', down: '' }];
    await expect(on(0, 3, failing)).rejects.toThrow(/nonsense/);
    expect(await on(0)).toEqual({ up: [], down: [] });
    await withConnection(others[0] as (typeof others)[0], async c => {
      await expect(c.query('select * from half')).rejects.toThrow(/half/);
    });
    await Promise.all([...others, admin].map(c => c.close()));
  });
});
