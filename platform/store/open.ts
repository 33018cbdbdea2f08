/** The store that the settings ask for, migrated and ready. */
import { withConnection } from './connection.ts';
import type { Store } from './contract.ts';
import { MemoryStore } from './memory.ts';
import { migrate } from './migrate.ts';
import { openPglite, type PgliteOptions } from './pglite.ts';
import { openPostgres, type PostgresOptions } from './postgres.ts';
import { STORE_MIGRATIONS } from './schema.ts';
import { type SqlOptions, SqlStore } from './sql-store.ts';

/** `memory`, `pglite:FOLDER`, or the URL of a PostgreSQL. */
export async function openStore(address: string, options: SqlOptions & PostgresOptions & PgliteOptions = {}): Promise<Store> {
  if (address === 'memory') return new MemoryStore(options);
  const connections = address.startsWith('pglite:')
    ? await openPglite(address.slice('pglite:'.length), options)
    : openPostgres(demandUrl(address), options);
  try {
    await withConnection(connections, c => migrate(c, STORE_MIGRATIONS));
  } catch (e) {
    await connections.close();
    throw e;
  }
  return new SqlStore(connections, options);
}

function demandUrl(address: string): string {
  if (/^postgres(?:ql)?:\/\//.test(address)) return address;
  throw new Error(`unknown store ${JSON.stringify(address)}; it is memory, pglite:FOLDER or postgres://…`);
}
