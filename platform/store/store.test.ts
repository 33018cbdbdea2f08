/** The contract over every back end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'vitest';
import { projectRoot } from '../../harness/project-root.ts';
import { MemoryStore } from './memory.ts';
import { openStore } from './open.ts';
import { storeContract } from './testing/contract-suite.ts';
import { noPostgres, PostgresServer } from './testing/postgres-server.ts';

const TEMPLATE = path.join(projectRoot(), '.sx/cache/pglite/empty.tar');

storeContract('memory', async () => ({
  open: async options => new MemoryStore(options),
  close: async () => {},
}));

storeContract('PGlite', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sx-pglite-'));
  return {
    open: options => openStore(`pglite:${folder}`, { ...options, template: TEMPLATE }),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

const missing = noPostgres();
if (missing === undefined) {
  storeContract('PostgreSQL', async () => {
    const server = PostgresServer.start();
    return { open: options => openStore(server.url, options), close: async () => server.remove() };
  });
} else {
  describe.skip(`store on PostgreSQL: ${missing}`, () => {
    it('is skipped', () => {});
  });
}
