/** A PostgreSQL server, by a pool of connections that are made anew when they were lost. */
import pg from 'pg';
import type { Connection, Connections, Rows } from './connection.ts';
import { storeError } from './sql-errors.ts';

export interface PostgresOptions {
  connections?: number;
  /** How long one waits for a connection. */
  waitMs?: number;
  /** How long a statement may take, and a transaction may do nothing. */
  statementMs?: number;
  /** Told of connections that were lost while nobody used them. */
  onLost?: (e: Error) => void;
}

export function openPostgres(
  url: string,
  { connections = 10, waitMs = 5000, statementMs = 10_000, onLost = () => {} }: PostgresOptions = {},
): Connections {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: waitMs,
    statement_timeout: statementMs,
    lock_timeout: statementMs,
    idle_in_transaction_session_timeout: statementMs * 2,
    application_name: 'sx',
    // A server that is gone without a word is noticed by the statement's own time.
    query_timeout: statementMs + 1000,
  });
  pool.on('error', onLost);
  return {
    description: `PostgreSQL at ${place(url)}`,
    begin: 'begin isolation level serializable',
    acquire: async () => {
      try {
        return new PostgresConnection(await pool.connect());
      } catch (e) {
        throw storeError(e);
      }
    },
    close: () => pool.end(),
  };
}

class PostgresConnection implements Connection {
  /** A connection that is lost while a transaction thinks says so here; the next statement fails with it. */
  private readonly lost = (): void => {};

  constructor(private readonly client: pg.PoolClient) {
    client.on('error', this.lost);
  }

  async query(text: string, values: readonly unknown[] = []): Promise<Rows> {
    try {
      const result = await this.client.query({ name: statementName(text), text, values: [...values] });
      return { rows: result.rows, count: result.rowCount ?? 0 };
    } catch (e) {
      throw storeError(e);
    }
  }

  async script(text: string): Promise<void> {
    try {
      await this.client.query(text);
    } catch (e) {
      throw storeError(e);
    }
  }

  release(broken: boolean): void {
    this.client.removeListener('error', this.lost);
    this.client.release(broken);
  }
}

const names = new Map<string, string>();

/** Statements are few and constant: each is prepared once per connection. */
function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `sx${names.size}`));
  return name;
}

/** Without user and password. */
function place(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `${searchParams.get('host') ?? host}${pathname}`;
  } catch {
    return 'the configured address';
  }
}
