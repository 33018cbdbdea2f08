/**
 * The embedded PostgreSQL: one process, one connection, files in a folder. The folder is claimed by a file with the owner's process id, for
 * a second process in it would destroy it; a claim whose process is gone is taken over.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Connection, Connections, Rows } from './connection.ts';
import { StoreError } from './contract.ts';
import { Gate } from './gate.ts';
import { storeError } from './sql-errors.ts';

export interface PgliteOptions {
  /** How long one waits for the connection. */
  waitMs?: number;
  /** A file in which a new, empty database is kept: copying it is ten times faster than making another one. */
  template?: string;
}

export async function openPglite(folder: string, { waitMs = 10_000, template }: PgliteOptions = {}): Promise<Connections> {
  mkdirSync(folder, { recursive: true });
  const release = claim(path.join(folder, 'sx.pid'));
  let db: PGlite;
  try {
    db = await openData(folder, template);
  } catch (e) {
    release();
    throw e;
  }
  const gate = new Gate(waitMs);
  return {
    description: `PGlite in ${folder}`,
    // Nobody else has a connection: every transaction is serial.
    begin: 'begin',
    acquire: async () => new PgliteConnection(db, await gate.enter()),
    close: async () => {
      await gate.close();
      await db.close();
      release();
    },
  };
}

/** The database in the folder. One that was not completely made when the process ended holds nothing yet, and is made again. */
async function openData(folder: string, template: string | undefined): Promise<PGlite> {
  const [data, ready] = [path.join(folder, 'data'), path.join(folder, 'sx.ready')];
  if (existsSync(ready)) return PGlite.create(data);
  rmSync(data, { recursive: true, force: true });
  let db: PGlite;
  if (template !== undefined && existsSync(template)) {
    db = await PGlite.create({ dataDir: data, loadDataDir: new Blob([readFileSync(template)]) });
  } else {
    db = await PGlite.create(data);
    if (template !== undefined) await keepTemplate(db, template);
  }
  writeFileSync(ready, '');
  return db;
}

async function keepTemplate(db: PGlite, template: string): Promise<void> {
  const dump = await db.dumpDataDir('none');
  mkdirSync(path.dirname(template), { recursive: true });
  const temporary = `${template}.${process.pid}.tmp`;
  writeFileSync(temporary, Buffer.from(await dump.arrayBuffer()));
  renameSync(temporary, template);
}

class PgliteConnection implements Connection {
  constructor(
    private readonly db: PGlite,
    private readonly leave: () => void,
  ) {}

  async query(text: string, values: readonly unknown[] = []): Promise<Rows> {
    try {
      const { rows, affectedRows } = await this.db.query<Record<string, unknown>>(text, [...values]);
      return { rows, count: rows.length > 0 ? rows.length : (affectedRows ?? 0) };
    } catch (e) {
      throw storeError(e);
    }
  }

  async script(text: string): Promise<void> {
    try {
      await this.db.exec(text);
    } catch (e) {
      throw storeError(e);
    }
  }

  release(broken: boolean): void {
    // The one connection cannot be thrown away: what was begun on it is.
    const clean = broken ? this.db.exec('rollback').catch(() => {}) : null;
    if (clean === null) this.leave();
    else void clean.then(this.leave);
  }
}

/** Claims of this process: a file that has its number but is not among them is left from a process that had the same. */
const claims = new Set<string>();

/** Answers how the claim is given up. */
function claim(given: string): () => void {
  const file = path.resolve(given);
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      claims.add(file);
      return () => {
        claims.delete(file);
        rmSync(file, { force: true });
      };
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) throw e;
      const owner = Number(readFileSync(file, 'utf8'));
      if (claims.has(file) || lives(owner))
        throw new StoreError(
          'unavailable',
          `process ${owner} uses this store (${file}); stop it, or set DATABASE_URL to share a server`,
        );
      rmSync(file, { force: true });
    }
  }
}

function lives(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
}
