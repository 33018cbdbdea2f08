/** What `SqlStore` needs of a PostgreSQL, embedded or not. Implementations turn the driver's errors into `StoreError`s. */

export interface Rows {
  rows: Record<string, unknown>[];
  /** Rows that the statement changed or answered. */
  count: number;
}

export interface Connection {
  query(text: string, values?: readonly unknown[]): Promise<Rows>;
  /** Several statements at once, without values. */
  script(text: string): Promise<void>;
  /** Gives it back; `broken`: nobody knows in which state it is. */
  release(broken: boolean): void;
}

export interface Connections {
  readonly description: string;
  /** How transactions are begun. */
  readonly begin: string;
  acquire(): Promise<Connection>;
  close(): Promise<void>;
}

/** Acquires, acts, releases; the connection is not used again after an error that leaves it in doubt. */
export async function withConnection<T>(connections: Connections, act: (c: Connection) => Promise<T>): Promise<T> {
  const connection = await connections.acquire();
  let broken = true;
  try {
    const result = await act(connection);
    broken = false;
    return result;
  } catch (e) {
    broken = leavesDoubt(e);
    throw e;
  } finally {
    connection.release(broken);
  }
}

/** A refused statement leaves the connection as it was. */
export function leavesDoubt(e: unknown): boolean {
  const failure = (e as { failure?: unknown }).failure;
  return failure !== 'conflict' && failure !== 'limit' && failure !== 'timeout';
}
