/** PostgreSQL's error codes as failures of the store. */
import { StoreError, type StoreFailure } from './contract.ts';

const BY_CODE: Readonly<Record<string, StoreFailure>> = {
  '40001': 'conflict', // could not serialise
  '40P01': 'conflict', // deadlock
  '57014': 'timeout', // statement_timeout
  '55P03': 'timeout', // lock_timeout
  '25P03': 'timeout', // idle_in_transaction_session_timeout
  '53300': 'unavailable', // too many connections
  '54000': 'limit',
  '53100': 'unavailable', // disk full
};

/** Network errors of Node, and those of the driver that have no code. */
const LOST = /^(?:ECONN|EPIPE|ENOENT|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH)/;
const LOST_MESSAGE =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i;

export function storeError(e: unknown, during: 'statement' | 'commit' = 'statement'): unknown {
  if (!(e instanceof Error) || e instanceof StoreError) return e;
  const code = String((e as { code?: unknown }).code ?? '');
  const known = BY_CODE[code];
  if (known !== undefined) return new StoreError(known, e.message, e);
  // Classes 08 (connection) and 57P (shutdown), and the network's own.
  if (/^(?:08|57P)/.test(code) || LOST.test(code) || LOST_MESSAGE.test(e.message)) {
    return during === 'commit'
      ? new StoreError('unknown', `the connection was lost while committing: ${e.message}`, e)
      : new StoreError('unavailable', `the database does not answer: ${e.message}`, e);
  }
  return e;
}
